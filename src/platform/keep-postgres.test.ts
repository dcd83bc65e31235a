import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { clusterOf } from './cluster-folder.ts'
import { openPool } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { keepPostgres } from './keep-postgres.ts'
import { postmasterOf } from './postgres-process.ts'

it('starts a database that was killed again, and open pools go on with it', async () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'anteroom-keep-'))
  const told: string[] = []
  const ask = { dataFolder }
  const server = await startEmbeddedPostgres(ask)
  const kept = keepPostgres(ask, server, { info: code => void told.push(code), error: code => void told.push(code) })
  const pool = openPool(server.connection, { max: 2, name: 'test' })
  await pool.query('create table kept (n int); insert into kept values (1)')
  const before = postmasterOf(clusterOf(dataFolder))
  process.kill(before, 'SIGKILL')
  // A connection's own process may answer for a moment after its postmaster has gone.
  await expect.poll(() => told, { timeout: 20_000 }).toEqual(['postgres.died', 'postgres.started-again'])
  await expect
    .poll(
      () =>
        pool.query('select n from kept').then(
          answer => answer.rows,
          () => null,
        ),
      { timeout: 20_000, interval: 100 },
    )
    .toEqual([{ n: 1 }])
  expect(postmasterOf(clusterOf(dataFolder))).not.toBe(before)
  await pool.end()
  await kept.stop()
  expect(postmasterOf(clusterOf(dataFolder))).toBe(0)
  rmSync(dataFolder, { recursive: true, force: true })
})
