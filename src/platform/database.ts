import { createHash } from 'node:crypto'
import pg from 'pg'
import { type DatabaseSockets, databaseSockets } from './database-sockets.ts'

// Instants and dates stay text (ISO 8601): pg's own Date would move a birth date by a day west of Greenwich.
const isoInstant = (text: string) =>
  text === 'infinity' || text === '-infinity'
    ? text
    : `${text.slice(0, 10)}T${text.slice(11).replace(/\+00(:00)?$/, 'Z')}`
const safeInteger = (text: string) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('integer beyond 2^53 read from the database')
  return value
}
const parsers = new Map<number, (text: string) => unknown>([
  [20, safeInteger],
  [1082, text => text],
  [1083, text => text.slice(0, 5)],
  [1182, text => text],
  [1184, isoInstant],
])
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig

export type ConnectionSettings = {
  connectionString?: string
  host?: string
  port?: number
  user?: string
  database?: string
}

/** Opens a pool. The listeners keep a server restart from ending the process: a broken connection fails its own request only. */
export function openPool(
  connection: ConnectionSettings,
  ask: { role?: 'anteroom_app'; max: number; name: string; sockets?: DatabaseSockets },
): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: ask.max,
    types,
    application_name: `anteroom ${ask.name}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // What does not need the answer before it is sent along with it: a deed's first look goes out with the opening of its transaction.
    pipeline: ask.role !== undefined,
    ...(ask.sockets && { stream: ask.sockets.make }),
    options: `-c timezone=UTC -c statement_timeout=${ask.role ? 30_000 : 0} -c lock_timeout=${ask.role ? 10_000 : 0}${ask.role ? ` -c role=${ask.role}` : ''}`,
  })
  pool.on('error', () => {})
  pool.on('connect', client => {
    client.on('error', () => {})
  })
  return pool
}

type Session = { role?: 'anteroom_app'; name: string; within_ms?: number }

/** Two doors to one database: `app` is the application's role behind row-level security, `owner` migrates and runs the job queue. */
export type Database = {
  app: pg.Pool
  owner: pg.Pool
  connection: ConnectionSettings
  /** A connection beside the pools, for what lasts as long as the process: hearing of events, holding locks. Not connected yet. */
  openSession(ask: Session): pg.Client
  /** Whether the server answers a new connection in that time. */
  answers(within_ms: number): Promise<boolean>
  /** Cuts every connection and lets nobody make a new one: what waits for the database fails now. */
  giveUp(): void
  close(): Promise<void>
}

export function openDatabase(connection: ConnectionSettings, ask: { max?: number } = {}): Database {
  const sockets = databaseSockets()
  const app = openPool(connection, { role: 'anteroom_app', max: ask.max ?? 12, name: 'app', sockets })
  const owner = openPool(connection, { max: 6, name: 'owner', sockets })
  const openSession = ({ role, name, within_ms }: Session): pg.Client => {
    const session = new pg.Client({
      ...connection,
      application_name: `anteroom ${name}`,
      keepAlive: true,
      connectionTimeoutMillis: within_ms ?? 10_000,
      stream: sockets.make,
      ...(role && { options: `-c role=${role}` }),
    })
    session.on('error', () => {})
    return session
  }
  return {
    app,
    owner,
    connection,
    openSession,
    async answers(within_ms) {
      const session = openSession({ name: 'probe', within_ms })
      try {
        await session.connect()
        return true
      } catch (cause) {
        // A server that says no (too many connections) is there; one that starts or stops is not, yet or any more.
        return /^(?!57P0)[0-9A-Z]{5}$/.test((cause as { code?: string }).code ?? '')
      } finally {
        session.end().catch(() => undefined)
      }
    },
    giveUp: sockets.giveUp,
    async close() {
      await Promise.all([app.end(), owner.end()])
      // A farewell that nobody takes must not keep the process.
      setTimeout(sockets.giveUp, 1_000).unref()
    },
  }
}

/** A tagged template that runs a static statement with its values as parameters and gives back the rows. */
export type Sql = <Row = Record<string, unknown>>(text: TemplateStringsArray, ...values: unknown[]) => Promise<Row[]>

const statements = new WeakMap<TemplateStringsArray, { name: string; text: string }>()

/** Text and prepared-statement name of a template; the same place in the code is always the same statement. */
export function statementOf(parts: TemplateStringsArray): { name: string; text: string } {
  let known = statements.get(parts)
  if (!known) {
    const text = parts.reduce((sofar, part, n) => (n === 0 ? part : `${sofar}$${n}${part}`), '')
    known = { text, name: `a${createHash('sha1').update(text).digest('hex').slice(0, 20)}` }
    statements.set(parts, known)
  }
  return known
}

/** Makes the sql tag for one connection (or the pool, outside transactions). With `opened`, a statement is sent at once but answers only
 *  after that is settled, and fails as it does. */
export function sqlOn(client: Pick<pg.ClientBase, 'query'> | pg.Pool, opened?: Promise<unknown>): Sql {
  return async <Row>(parts: TemplateStringsArray, ...values: unknown[]) => {
    const { name, text } = statementOf(parts)
    const asked = (client as pg.ClientBase).query({ name, text, values })
    if (opened) await Promise.all([opened, asked])
    return (await asked).rows as Row[]
  }
}
