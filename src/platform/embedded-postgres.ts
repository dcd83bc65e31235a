import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart, exitStatus } from './cannot-start.ts'
import { clusterOf, createCluster, privateFolder, requireMajor } from './cluster-folder.ts'
import { ownedLikeFolder } from './data-folder.ts'
import { postgresAccount, postgresBinaries } from './postgres-binaries.ts'
import { disownStalePidFile, listensOn, postmasterOf, socketFolderOf, stopPostmaster } from './postgres-process.ts'

/** Where the server listens: host is the folder of its Unix socket. */
export type EmbeddedConnection = { host: string; port: number; user: string; database: string }

export type EmbeddedPostgres = {
  connection: EmbeddedConnection
  /** True when a server left by a killed process was found running and taken over. */
  adopted: boolean
  /** Ends the server, also an adopted one, and says how ('stopped by SIGINT'). */
  stop(): Promise<string>
}

export type EmbeddedRequest = {
  /** Absolute. The cluster lives in pg/ below it, the socket in s/. */
  dataFolder: string
  /** Where to copy the binaries when the server's account cannot enter node_modules. Default: /var/lib/anteroom for root. */
  binaryCache?: string
  /** Folder with bin/postgres of another PostgreSQL (17 or newer) to run instead of the packaged one. */
  binaries?: string
  /** Server settings over ours; tests pass fsync=off. */
  settings?: Record<string, string>
  /** Called once when the server replays its log after an unclean stop and that takes more than three seconds. */
  onRecovery?(): void
  /** Ends the wait for a server that starts or recovers: the program stops. */
  signal?: AbortSignal
}

const port = 5432
// 107 bytes is the kernel's limit for a socket path on Linux, 103 on macOS; '/.s.PGSQL.5432' takes 14.
const longestSocketFolder = 86
const recoveryPatience_ms = 10 * 60_000

/** data/s, or a private folder with a short name when data/s is too deep for a socket or closed to the server's account. */
function socketFolder(dataFolder: string): string {
  const usual = path.join(dataFolder, 's')
  const moved = fs.existsSync(path.join(dataFolder, 'pg')) && fs.lstatSync(path.join(dataFolder, 'pg')).isSymbolicLink()
  if (Buffer.byteLength(usual) <= longestSocketFolder && !moved) return usual
  const short = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  const folder = path.join(os.tmpdir(), `anteroom-${short}`)
  return Buffer.byteLength(folder) <= longestSocketFolder ? folder : path.join('/tmp', `anteroom-${short}`)
}

const connectionTo = (host: string): EmbeddedConnection => ({ host, port, user: 'postgres', database: 'postgres' })

const connectionToRunning = (dataFolder: string): EmbeddedConnection =>
  connectionTo(socketFolderOf(clusterOf(dataFolder)) ?? socketFolder(dataFolder))

/** Asks the server its version; undefined while it starts, recovers or is gone. Throws what else stands in the way. */
async function askVersion(connection: EmbeddedConnection): Promise<string | undefined> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version.split(' ')[0]
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string }
    const passing = ['57P03', '57P01', 'ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'].includes(code ?? '')
    if (passing || /timeout|terminated/i.test(message)) return undefined
    throw cause
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Waits until the server answers, as long as `alive` says that it may still come: recovery after a crash takes its time. */
async function untilReady(
  connection: EmbeddedConnection,
  alive: () => boolean,
  patience_ms: number,
  onSlow?: () => void,
): Promise<string | undefined> {
  const began = performance.now()
  let told = false
  while (performance.now() - began < patience_ms) {
    const version = await askVersion(connection)
    if (version) return version
    if (!alive()) return undefined
    if (!told && performance.now() - began > 3_000) {
      told = true
      onSlow?.()
    }
    await pause(20)
  }
  return undefined
}

/** The connection to the server that already runs on this data folder, or undefined: for the operator's tool beside a
 *  running Anteroom. Waits out a start or a recovery; never stops or starts anything. */
export async function findEmbeddedPostgres(folder: string): Promise<EmbeddedConnection | undefined> {
  if (!fs.existsSync(folder)) return undefined
  const dataFolder = fs.realpathSync(folder)
  const connection = connectionToRunning(dataFolder)
  const running = () => postmasterOf(clusterOf(dataFolder)) !== 0
  if (!running() || !(await listensOn(path.join(connection.host, `.s.PGSQL.${port}`)))) return undefined
  return (await untilReady(connection, running, 60_000)) ? connection : undefined
}

const ourSettings = (sockets: string): Record<string, string> => ({
  listen_addresses: '',
  port: String(port),
  unix_socket_directories: sockets,
  unix_socket_permissions: '0700',
  shared_buffers: '256MB',
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  // A failed statement's text and detail may hold a patient's name: the program logs its own errors, without values.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
})

/** Why a server that began at a moment (ms) went away: its fatal lines, from before and from after its log file was opened. */
function lastWords(report: string, cluster: string, began: number): string {
  const files = fs.existsSync(path.join(cluster, 'log')) ? fs.readdirSync(path.join(cluster, 'log')) : []
  const logs = files
    .map(name => path.join(cluster, 'log', name))
    .filter(file => fs.statSync(file).mtimeMs >= began - 1_000)
  const lines = [report, ...logs].flatMap(file => fs.readFileSync(file, 'utf8').trim().split('\n').slice(-8))
  const fatal = lines.filter(line => /FATAL|PANIC|error/.test(line))
  return (fatal.length > 0 ? fatal : lines).slice(-3).join(' ')
}

/** Starts PostgreSQL on the data folder, or takes over the one a killed process left there. The server gets its own session,
 *  so that Ctrl-C reaches only us, and listens on a Unix socket in a folder only its account may enter.
 *  The caller holds the data folder's lock. Throws CannotStart with a sentence for the operator. */
export async function startEmbeddedPostgres(ask: EmbeddedRequest): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new CannotStart(
      'postgres.windows',
      'The embedded PostgreSQL is not supported on Windows itself.',
      'Run Anteroom under WSL, or install PostgreSQL and name it with DATABASE_URL.',
      exitStatus.unavailable,
    )
  }
  fs.mkdirSync(ask.dataFolder, { recursive: true })
  const dataFolder = fs.realpathSync(ask.dataFolder)
  const stop = () => stopPostmaster(clusterOf(dataFolder))
  const account = postgresAccount(clusterOf(dataFolder))
  const found = postgresBinaries(account, ask)

  if (postmasterOf(clusterOf(dataFolder))) {
    const connection = connectionToRunning(dataFolder)
    const running = () => postmasterOf(clusterOf(dataFolder)) !== 0
    const reachable = await listensOn(path.join(connection.host, `.s.PGSQL.${port}`))
    const version = reachable ? await untilReady(connection, running, recoveryPatience_ms, ask.onRecovery) : undefined
    if (version === found.version) return { connection, adopted: true, stop }
    // Of another release, or deaf (its socket was swept away): ours takes its place.
    await stop()
  }

  if (!fs.existsSync(path.join(clusterOf(dataFolder), 'PG_VERSION'))) {
    createCluster(dataFolder, found, account, ask.settings?.fsync !== 'off')
  }
  const cluster = clusterOf(dataFolder)
  requireMajor(cluster, found)
  const connection = connectionTo(socketFolder(dataFolder))
  privateFolder(connection.host, account)

  const settings = { ...ourSettings(connection.host), ...ask.settings }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const report = path.join(dataFolder, 'postgres-start.log')
  let reason = ''
  // Several tries, because the backends of a killed server hold its shared memory for a moment longer.
  for (const wait_ms of [200, 1_000, 3_000, 0]) {
    disownStalePidFile(cluster)
    const began = Date.now()
    const output = fs.openSync(report, 'w', 0o600)
    ownedLikeFolder(report)
    const server = spawn(path.join(found.folder, 'bin', 'postgres'), ['-D', cluster, ...flags], {
      ...account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', output, output],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    })
    fs.closeSync(output)
    server.unref()
    const alive = () => server.exitCode === null && server.signalCode === null && !ask.signal?.aborted
    const failed = new Promise<undefined>(done => server.once('error', () => done(undefined)))
    if (await Promise.race([failed, untilReady(connection, alive, recoveryPatience_ms, ask.onRecovery)])) {
      return { connection, adopted: false, stop }
    }
    if (ask.signal?.aborted) {
      await stopPostmaster(cluster, { fast: 500, immediate: 5_000 })
      throw new CannotStart('postgres.not-wanted', 'The program stops.', 'Start it again.', exitStatus.unavailable)
    }
    await pause(wait_ms)
    reason = lastWords(report, cluster, began)
    // The words may come late, from a logger that outlives its server: only what certainly is no leftover ends the tries.
    if (/no space left|disk quota|invalid value|unrecognized|permission/i.test(reason)) break
  }
  const full = /no space left|disk quota/i.test(reason)
  throw new CannotStart(
    full ? 'data.disk-full' : 'postgres.did-not-start',
    full ? 'The disk is full: the database cannot start.' : `The database did not start: ${reason}`,
    full
      ? `Free some space on the disk of ${dataFolder} and start again; nothing is lost.`
      : `See ${report} and ${path.join(cluster, 'log')}.`,
    full ? exitStatus.diskFull : exitStatus.unavailable,
  )
}
