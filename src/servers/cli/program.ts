import { readFileSync } from 'node:fs'
import path from 'node:path'
import { assembleApp } from '../../platform/app.ts'
import { CannotStart, exitStatus } from '../../platform/cannot-start.ts'
import { machineClock } from '../../platform/clock.ts'
import type { App } from '../../platform/context.ts'
import { type DataFolder, openDataFolder } from '../../platform/data-folder.ts'
import { type ConnectionSettings, openDatabase } from '../../platform/database.ts'
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../../platform/embedded-postgres.ts'
import { keepPostgres } from '../../platform/keep-postgres.ts'
import { makeLog } from '../../platform/log.ts'
import { outsideOf } from '../../platform/outside.ts'
import { projectFolder, type Settings } from '../../platform/settings.ts'
import { features } from '../features.ts'

/** Version of this program, from package.json. */
export const programVersion: string = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')).version

/** A PostgreSQL to work with. `folder` is there when this process holds the data folder and runs the server itself. */
export type PostgresHere = {
  connection: ConnectionSettings
  folder?: DataFolder
  kind: 'url' | 'embedded' | 'running'
  close(): Promise<void>
}

/** The server of DATABASE_URL; else the embedded one that another process runs; else the embedded one, started here under
 *  the data folder's lock and stopped by `close`. With `alone`, a running one is refused instead of shared. */
export async function openPostgres(
  settings: Settings,
  ask: { alone?: boolean; onRecovery?(): void; prepare?(folder: DataFolder): Promise<void> } = {},
): Promise<PostgresHere> {
  if (settings.DATABASE_URL) {
    return { connection: { connectionString: settings.DATABASE_URL }, kind: 'url', close: async () => undefined }
  }
  const data = settings.ANTEROOM_DATA
  try {
    const folder = openDataFolder(data, programVersion)
    try {
      await ask.prepare?.(folder)
      const wanted = {
        dataFolder: data,
        binaries: settings.ANTEROOM_POSTGRES,
        binaryCache: settings.ANTEROOM_BINARY_CACHE,
        onRecovery: ask.onRecovery,
      }
      const server = await startEmbeddedPostgres(wanted)
      const kept = keepPostgres(wanted, server, makeLog({ level: settings.ANTEROOM_LOG, clock: machineClock }))
      return {
        connection: server.connection,
        folder,
        kind: 'embedded',
        async close() {
          await kept.stop()
          folder.release()
        },
      }
    } catch (cause) {
      folder.release()
      throw cause
    }
  } catch (cause) {
    const busy = cause instanceof CannotStart && cause.code === 'data.in-use'
    const running = busy && !ask.alone ? await findEmbeddedPostgres(data) : undefined
    if (!running) throw cause
    return { connection: running, kind: 'running', close: async () => undefined }
  }
}

export type Program = { app: App; postgres: PostgresHere; close(): Promise<void> }

/** Puts the program on top of a PostgreSQL, for one subcommand. `close` gives back everything it took. */
export function assembleProgram(settings: Settings, postgres: PostgresHere): Program {
  const db = openDatabase(postgres.connection, { max: settings.ANTEROOM_CONNECTIONS })
  const log = makeLog({ level: settings.ANTEROOM_LOG, clock: machineClock })
  const dataFolder = settings.ANTEROOM_DATA
  const app = assembleApp({ db, clock: machineClock, log, features, dataFolder, outside: outsideOf(settings) })
  return {
    app,
    postgres,
    async close() {
      await db.close()
      await postgres.close()
    },
  }
}

// SQLSTATE codes of a refused connection, in words.
const connectionTrouble: Readonly<Record<string, string>> = {
  '3D000': 'The server of DATABASE_URL has no database of that name.',
  '28P01': 'The server of DATABASE_URL refuses the password.',
  '28000': 'The server of DATABASE_URL does not let this account in.',
}

/** Refuses with a plain sentence when the named server cannot be used, before anything else is tried. */
export async function requireServer(program: Program): Promise<void> {
  let version: number
  try {
    const { rows } = await program.app.db.owner.query<{ version: string }>(
      `select current_setting('server_version_num') as version`,
    )
    version = Math.floor(Number(rows[0]?.version) / 10_000)
  } catch (cause) {
    const { code = '' } = cause as { code?: string }
    throw new CannotStart(
      'database.unreachable',
      connectionTrouble[code] ?? `The PostgreSQL of DATABASE_URL does not answer${code ? ` (${code})` : ''}.`,
      'Check DATABASE_URL and that the server runs; nothing was changed.',
      exitStatus.unavailable,
    )
  }
  if (version >= 15) return
  throw new CannotStart(
    'database.too-old',
    `The PostgreSQL of DATABASE_URL is version ${version}.`,
    'Anteroom needs PostgreSQL 15 or newer.',
    exitStatus.unavailable,
  )
}

/** Runs something on the program beside whatever else runs, and gives everything back afterwards, also after a failure. */
export async function withProgram<T>(settings: Settings, work: (program: Program) => Promise<T>): Promise<T> {
  const program = assembleProgram(settings, await openPostgres(settings))
  try {
    await requireServer(program)
    return await work(program)
  } finally {
    await program.close()
  }
}
