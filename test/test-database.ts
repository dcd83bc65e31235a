import { type ConnectionSettings, openDatabase, openPool } from '../src/platform/database.ts'

export type TestServer = { template: string; connection: ConnectionSettings }

/** The same server, another database. */
export function connectionTo(server: TestServer, database: string): ConnectionSettings {
  const { connectionString, ...rest } = server.connection
  if (!connectionString) return { ...rest, database }
  const url = new URL(connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}

let made = 0

/** A fresh database, cloned from the migrated template; `drop` removes it. */
export async function cloneDatabase(server: TestServer, ask: { max?: number } = {}) {
  const name = `anteroom_test_${process.pid}_${Date.now().toString(36)}_${made++}`
  const admin = openPool(server.connection, { max: 1, name: 'test admin' })
  const { rows } = await admin.query<{ v: number }>(`select current_setting('server_version_num')::int as v`)
  // Copying files is fast where nothing must survive a crash; 15 knows no strategy but these two either.
  await admin.query(
    `create database ${name} template ${server.template} ${rows[0]!.v >= 150000 ? 'strategy file_copy' : ''}`,
  )
  const connection = connectionTo(server, name)
  const db = openDatabase(connection, ask)
  return {
    db,
    connection,
    async drop() {
      await db.close()
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.end()
    },
  }
}
