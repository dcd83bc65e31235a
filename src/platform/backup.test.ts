import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backUp, type Manifest, manifestName } from './backup.ts'
import type { CannotStart } from './cannot-start.ts'
import { openDataFolder } from './data-folder.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { readEverything, restoreFiles } from './restore.ts'

const base = fs.mkdtempSync(path.join(os.tmpdir(), 'anteroom-backup-'))
fs.chmodSync(base, 0o755)
const dataFolder = path.join(base, 'data')
const target = path.join(base, 'backup')
const settings = { shared_buffers: '16MB' }
const now = Temporal.Instant.from('2027-03-14T07:30:00Z')
let server: EmbeddedPostgres
let pool: pg.Pool
/** The last number each writer knew to be committed before the backup ended. */
const acknowledged: number[] = []

const take = (to: string, from = dataFolder) =>
  backUp({
    connection: server.connection,
    dataFolder: from,
    target: to,
    version: '0.1.0',
    notes: { demo: 'loaded' },
    now,
  })

const refused = (work: Promise<unknown>): Promise<CannotStart> =>
  work.then(
    () => {
      throw new Error('was not refused')
    },
    cause => cause as CannotStart,
  )

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataFolder, settings })
  pool = new pg.Pool({ ...server.connection, max: 5 })
  pool.on('error', () => undefined)
  await pool.query('create table written (writer int, n int, filler text, primary key (writer, n))')
  await pool.query(`insert into written select 0, n, repeat('x', 500) from generate_series(1, 20000) n`)
  fs.mkdirSync(path.join(dataFolder, 'documents', 'deep'), { recursive: true })
  fs.writeFileSync(path.join(dataFolder, 'documents', 'deep', 'letter.pdf'), 'a letter')

  // Four desks write, and tables come and go, for as long as the backup runs.
  let going = true
  const writers = [1, 2, 3, 4].map(async writer => {
    for (let n = 1; going; n++) {
      await pool.query(`insert into written values ($1, $2, repeat('y', 200))`, [writer, n])
      if (n % 20 === 0) {
        await pool.query(`create table passing_${writer} as select * from written limit 500`)
        await pool.query(`drop table passing_${writer}`)
      }
      acknowledged[writer] = n
    }
  })
  while (acknowledged.filter(n => n > 20).length < 4) await new Promise(done => setImmediate(done))
  const before = [...acknowledged]
  await take(target)
  going = false
  await Promise.all(writers)
  // What was acknowledged before the backup began is the least that must be in it.
  acknowledged.splice(0, acknowledged.length, ...before)
})

afterAll(async () => {
  await pool.end()
  await server.stop()
  fs.rmSync(base, { recursive: true, force: true })
})

test('a backup made while four desks write restores to a database that has every earlier row, and each writer’s without a gap', async () => {
  const folder = openDataFolder(path.join(base, 'restored'), '0.1.0')
  const manifest = await restoreFiles(target, folder, '0.1.0')
  expect(manifest.madeAt).toBe(now.toString())
  expect(folder.notes.demo).toBe('loaded')
  const copy = await startEmbeddedPostgres({ dataFolder: folder.path, settings })
  const client = new pg.Client(copy.connection)
  await client.connect()
  const { rows } = await client.query<{ writer: number; rows: number; last: number }>(
    'select writer, count(*)::int as rows, max(n)::int as last from written group by 1 order by 1',
  )
  const where = await client.query<{ file: string }>(`select pg_relation_filepath('written') as file`)
  await client.end()
  expect(rows[0]).toEqual({ writer: 0, rows: 20_000, last: 20_000 })
  for (const writer of [1, 2, 3, 4]) {
    expect(rows[writer]?.rows).toBe(rows[writer]?.last)
    expect(rows[writer]?.last).toBeGreaterThanOrEqual(acknowledged[writer] ?? Number.NaN)
  }
  // A table that came and went may be in it too.
  expect((await readEverything(copy.connection)).rows).toBeGreaterThanOrEqual(
    rows.reduce((sum, row) => sum + row.rows, 0),
  )
  await copy.stop()

  // Reading everything is what finds a page that rotted on the disk.
  const table = path.join(folder.path, 'pg', where.rows[0]?.file ?? '')
  const pages = fs.readFileSync(table)
  pages.fill(0x55, 8192 * 3 + 4000, 8192 * 3 + 4100)
  fs.writeFileSync(table, pages)
  const rotten = await startEmbeddedPostgres({ dataFolder: folder.path, settings })
  await expect(readEverything(rotten.connection)).rejects.toThrow(/invalid page/)
  await rotten.stop()
  folder.release()
  expect(fs.readFileSync(path.join(folder.path, 'documents', 'deep', 'letter.pdf'), 'utf8')).toBe('a letter')
})

test('a backup leaves no slot behind that would fill the disk', async () => {
  const { rows } = await pool.query('select slot_name from pg_replication_slots')
  expect(rows).toEqual([])
})

test('a backup goes neither into a folder with something in it nor into the data folder itself', async () => {
  expect((await refused(take(target))).code).toBe('backup.not-empty')
  expect((await refused(take(path.join(dataFolder, 'backup')))).code).toBe('backup.inside')
  expect(fs.existsSync(path.join(dataFolder, 'backup'))).toBe(false)
})

test('a backup that fails half way leaves nothing that looks like one', async () => {
  const other = path.join(base, 'cut-off')
  await refused(take(other, path.join(base, 'no-cluster-here')))
  expect(fs.existsSync(other)).toBe(false)
})

test('nothing is restored over a data folder in use', async () => {
  const folder = openDataFolder(path.join(base, 'full'), '0.1.0')
  fs.mkdirSync(path.join(folder.path, 'pg'))
  expect((await refused(restoreFiles(target, folder, '0.1.0'))).code).toBe('restore.not-empty')
  folder.release()
})

test('a backup that is cut off, altered, incomplete or newer is refused, and nothing is restored', async () => {
  const folder = openDataFolder(path.join(base, 'strict'), '0.1.0')
  const spoilt = path.join(base, 'spoilt')
  fs.cpSync(target, spoilt, { recursive: true })
  const manifest = JSON.parse(fs.readFileSync(path.join(spoilt, manifestName), 'utf8')) as Manifest
  const [name, { bytes }] = Object.entries(manifest.files).find(
    ([name, file]) => name.startsWith('pg/base/') && file.bytes > 8192,
  )!
  const file = path.join(spoilt, name)

  const altered = fs.readFileSync(file)
  altered.writeUInt8(altered.readUInt8(bytes - 1) ^ 1, bytes - 1)
  fs.writeFileSync(file, altered)
  expect(await refused(restoreFiles(spoilt, folder, '0.1.0'))).toMatchObject({
    code: 'backup.damaged',
    message: expect.stringContaining(name),
  })

  fs.rmSync(file)
  expect((await refused(restoreFiles(spoilt, folder, '0.1.0'))).code).toBe('backup.damaged')

  expect((await refused(restoreFiles(target, folder, '0.0.9'))).code).toBe('backup.newer-version')

  fs.rmSync(path.join(spoilt, manifestName))
  expect((await refused(restoreFiles(spoilt, folder, '0.1.0'))).code).toBe('backup.none')
  expect(fs.existsSync(path.join(folder.path, 'pg'))).toBe(false)
  folder.release()
})
