// Writes what is generated: MAP.md from the contracts, db/schema.sql from a freshly migrated database.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openPool } from '../src/platform/database.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrate.ts'
import { mapOfHouse } from './house-map.ts'
import { dumpSchema } from './schema-dump.ts'

writeFileSync('MAP.md', mapOfHouse())
const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-generate-'))
const server = await startEmbeddedPostgres({ dataFolder: folder, settings: { fsync: 'off' } })
try {
  const pool = openPool(server.connection, { max: 2, name: 'generate' })
  await migrate(pool, Temporal.Now.instant())
  writeFileSync('db/schema.sql', await dumpSchema(pool))
  await pool.end()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
