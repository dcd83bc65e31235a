import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { CannotStart, exitStatus } from './cannot-start.ts'
import { type Account, accountCanEnter, type PostgresBinaries, postgresAccount } from './postgres-binaries.ts'
import { stopPostmaster } from './postgres-process.ts'

/** The folder of the cluster itself, wherever the data folder's pg/ leads. */
export const clusterOf = (dataFolder: string): string => {
  const cluster = path.join(dataFolder, 'pg')
  return fs.existsSync(cluster) ? fs.realpathSync(cluster) : cluster
}

/** Makes a folder that only the server's account may read. Refuses one that somebody else put in its place. */
export function privateFolder(folder: string, account: Account): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = fs.lstatSync(folder)
  const owners = [process.getuid?.(), account.uid]
  if (!found.isDirectory() || (process.getuid && !owners.includes(found.uid))) {
    throw new CannotStart(
      'postgres.folder-taken',
      `${folder} belongs to another account, or is no folder.`,
      'Remove it, or choose another data folder with ANTEROOM_DATA.',
      exitStatus.noPermission,
    )
  }
  if (account.uid !== undefined) fs.chownSync(folder, account.uid, account.gid!)
  fs.chmodSync(folder, 0o700)
}

/** A new folder that root owns and every account may pass. */
function openFolder(): string {
  fs.mkdirSync('/var/lib/anteroom', { recursive: true, mode: 0o755 })
  const folder = fs.mkdtempSync('/var/lib/anteroom/data-')
  fs.chmodSync(folder, 0o711)
  return folder
}

/** Where a new cluster can live. An account that cannot pass the data folder (below root's home) gets its cluster elsewhere,
 *  and data/pg becomes a link to it. */
function homeForCluster(dataFolder: string, account: Account): string {
  // Root's data folder stays root's own; the database only passes through it.
  if (account.uid !== undefined) fs.chmodSync(dataFolder, fs.statSync(dataFolder).mode | 0o011)
  return accountCanEnter(account, dataFolder) ? dataFolder : openFolder()
}

/** Puts a finished cluster, made in its home under another name, in its place. */
function settleCluster(dataFolder: string, home: string, half: string): void {
  fs.renameSync(half, path.join(home, 'pg'))
  if (home !== dataFolder) fs.symlinkSync(path.join(home, 'pg'), path.join(dataFolder, 'pg'))
}

/** Lets `fill` make a cluster (a restored backup) for an empty data folder, gives it to the database's account, and puts it
 *  in its place; a failure leaves nothing. The caller holds the data folder's lock. */
export async function adoptCluster(folder: string, fill: (into: string) => Promise<void>): Promise<void> {
  const dataFolder = fs.realpathSync(folder)
  const account = postgresAccount(clusterOf(dataFolder))
  const home = homeForCluster(dataFolder, account)
  const half = path.join(home, 'pg.new')
  fs.rmSync(half, { recursive: true, force: true })
  try {
    await fill(half)
    privateFolder(half, account)
    if (account.uid !== undefined) {
      for (const name of fs.readdirSync(half, { recursive: true, encoding: 'utf8' })) {
        fs.lchownSync(path.join(half, name), account.uid, account.gid!)
      }
    }
    settleCluster(dataFolder, home, half)
  } catch (cause) {
    fs.rmSync(half, { recursive: true, force: true })
    throw cause
  }
}

/** Ends whatever runs on the data folder and takes the whole cluster away. */
export async function discardCluster(dataFolder: string): Promise<void> {
  await stopPostmaster(clusterOf(dataFolder))
  fs.rmSync(clusterOf(dataFolder), { recursive: true, force: true })
  fs.rmSync(path.join(dataFolder, 'pg'), { force: true })
}

/** Creates the cluster beside its place and moves it there when it is whole: a killed initdb leaves nothing that looks done. */
export function createCluster(dataFolder: string, found: PostgresBinaries, account: Account, durable: boolean): void {
  const home = homeForCluster(dataFolder, account)
  const half = path.join(home, 'pg.new')
  fs.rmSync(half, { recursive: true, force: true })
  privateFolder(half, account)
  // The builtin provider keeps prefix searches on plain btrees, and no change of the system's libraries changes the order.
  const locale = found.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  const flags = ['--auth-local=trust', '--auth-host=reject', '--encoding=UTF8', '--locale=C', ...locale]
  const made = spawnSync(
    path.join(found.folder, 'bin', 'initdb'),
    [
      '-D',
      half,
      '-U',
      'postgres',
      ...flags,
      '--data-checksums',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account, cwd: '/', encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  )
  if (made.status !== 0) {
    fs.rmSync(half, { recursive: true, force: true })
    const reason = (made.stderr || made.error?.message || '').trim()
    const full = /no space left|disk quota/i.test(reason)
    throw new CannotStart(
      full ? 'data.disk-full' : 'postgres.initdb-failed',
      full ? 'The disk is full: the database could not be created.' : `The database could not be created: ${reason}`,
      full ? `Free at least 200 MB on the disk of ${home}.` : `Look at the owner and the disk of ${home}.`,
      full ? exitStatus.diskFull : exitStatus.cannotWrite,
    )
  }
  settleCluster(dataFolder, home, half)
}

/** A cluster is tied to one major version; an older or newer PostgreSQL must not touch it. */
export function requireMajor(cluster: string, found: PostgresBinaries): void {
  const made = Number.parseInt(fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8'), 10)
  if (made === found.major) return
  throw new CannotStart(
    made > found.major ? 'data.newer-postgres' : 'data.older-postgres',
    `The data folder was written by PostgreSQL ${made}; this Anteroom brings PostgreSQL ${found.major}.`,
    made > found.major
      ? 'Start the newer Anteroom that wrote it, or restore a backup made by this one.'
      : 'Start the Anteroom that wrote it, export from there, and import here; nothing was changed.',
    exitStatus.badSetting,
  )
}
