import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { openPool } from '../src/platform/database.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrate.ts'
import { dueAtOnce } from './job-times.ts'
import { connectionTo, type TestServer } from './test-database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    server: TestServer
  }
}

/** One PostgreSQL for the whole run and one migrated template; each test file clones it. DATABASE_URL names another server to run on.
 *  Durability is off here: what survives a crash is shown by tests that start a server of their own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `anteroom_template_${process.pid}`
  const folder = process.env.DATABASE_URL ? null : mkdtempSync(path.join(tmpdir(), 'anteroom-test-'))
  const embedded = folder
    ? await startEmbeddedPostgres({
        dataFolder: folder,
        settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
      })
    : null
  const server: TestServer = {
    template,
    connection: embedded?.connection ?? { connectionString: process.env.DATABASE_URL! },
  }
  const admin = openPool(server.connection, { max: 1, name: 'test admin' })
  await admin.query(`drop database if exists ${template}`)
  await admin.query(`create database ${template}`)
  const pool = openPool(connectionTo(server, template), { max: 2, name: 'test migrate' })
  await migrate(pool, Temporal.Instant.from('2026-11-24T15:00:00Z'))
  await dueAtOnce(pool)
  await pool.end()
  project.provide('server', server)
  return async () => {
    await admin.query(`drop database if exists ${template} with (force)`).catch(() => {})
    await admin.end()
    await embedded?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
  }
}
