import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CannotStart } from './cannot-start.ts'
import { type EmbeddedConnection, findEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { postgresAccount, postgresBinaries } from './postgres-binaries.ts'
import { postmasterOf, stopPostmaster } from './postgres-process.ts'

const asRoot = process.getuid?.() === 0
// The database's own account must be able to pass, as through any ordinary data folder.
const base = fs.mkdtempSync(path.join(os.tmpdir(), 'anteroom-pg-'))
const settings = { shared_buffers: '16MB' }
const dataFolder = path.join(base, 'data')
const cluster = path.join(dataFolder, 'pg')

async function ask<Row extends pg.QueryResultRow>(connection: EmbeddedConnection, text: string): Promise<Row[]> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}

/** Another process that starts PostgreSQL on the folder, says so, and then only waits to be killed. */
async function startInAnotherProcess(binaries?: string): Promise<{ kill(): Promise<void> }> {
  const code = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)})
    await startEmbeddedPostgres(${JSON.stringify({ dataFolder, settings, binaries })})
    console.log('ready')
    setInterval(() => undefined, 1000)`
  const child = spawn('node', ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return {
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

beforeAll(async () => {
  fs.chmodSync(base, 0o755)
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  await ask(server.connection, 'create table kept (n int primary key); insert into kept values (1)')
  await server.stop()
})

afterAll(async () => {
  await stopPostmaster(cluster)
  fs.rmSync(base, { recursive: true, force: true })
})

test('a durable server with checksums and the builtin locale runs under an unprivileged account', async () => {
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  const [row] = await ask<{ fsync: string; checksums: string; provider: string; addresses: string }>(
    server.connection,
    `select current_setting('fsync') fsync, current_setting('data_checksums') checksums,
            (select datlocprovider::text from pg_database where datname = 'postgres') provider,
            current_setting('listen_addresses') addresses`,
  )
  expect(row).toEqual({ fsync: 'on', checksums: 'on', provider: 'b', addresses: '' })
  expect(fs.statSync(server.connection.host).mode & 0o777).toBe(0o700)
  if (asRoot) expect(fs.statSync(cluster).uid).not.toBe(0)
  expect(await server.stop()).toBe('stopped by SIGINT')
  expect(postmasterOf(cluster)).toBe(0)
})

test('a server whose parent was killed is taken over with everything it knew', async () => {
  const other = await startInAnotherProcess()
  await other.kill()
  const orphan = postmasterOf(cluster)
  expect(orphan).not.toBe(0)
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  expect(server.adopted).toBe(true)
  expect(postmasterOf(cluster)).toBe(orphan)
  expect(await ask(server.connection, 'select n from kept')).toEqual([{ n: 1 }])
  await server.stop()
})

test('an orphan of another release is replaced by ours', async () => {
  const ours = postgresBinaries(postgresAccount(cluster), {})
  const older = path.join(base, 'older')
  fs.cpSync(ours.folder, older, { recursive: true, verbatimSymlinks: true })
  const file = path.join(older, 'bin', 'postgres')
  const program = fs.readFileSync(file)
  for (let at = program.indexOf(ours.version); at >= 0; at = program.indexOf(ours.version, at + 1)) {
    program.write(`${ours.major}.0`.padEnd(ours.version.length, '0').slice(0, ours.version.length), at, 'latin1')
  }
  fs.writeFileSync(file, program)
  const other = await startInAnotherProcess(older)
  await other.kill()
  const orphan = postmasterOf(cluster)
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  expect(server.adopted).toBe(false)
  expect(postmasterOf(cluster)).not.toBe(orphan)
  const [row] = await ask<{ server_version: string }>(server.connection, 'show server_version')
  expect(row?.server_version).toBe(ours.version)
  await server.stop()
})

test('after kill -9 of the database itself, nothing acknowledged is missing', async () => {
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  await ask(server.connection, 'insert into kept select generate_series(2, 500)')
  process.kill(postmasterOf(cluster), 'SIGKILL')
  const again = await startEmbeddedPostgres({ dataFolder, settings })
  expect(again.adopted).toBe(false)
  expect(await ask(again.connection, 'select count(*)::int n from kept')).toEqual([{ n: 500 }])
  await again.stop()
})

test('a server whose socket was swept away is stopped and started anew', async () => {
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  const deaf = postmasterOf(cluster)
  fs.rmSync(path.join(server.connection.host, '.s.PGSQL.5432'))
  const again = await startEmbeddedPostgres({ dataFolder, settings })
  expect(postmasterOf(cluster)).not.toBe(deaf)
  await again.stop()
})

test('a process number left behind that now belongs to another program does not block the start', async () => {
  const account = postgresAccount(cluster)
  const stranger = spawn('sleep', ['60'], { ...account, cwd: '/', stdio: 'ignore' })
  await once(stranger, 'spawn')
  const file = path.join(cluster, 'postmaster.pid')
  fs.writeFileSync(file, `${stranger.pid}\n${cluster}\n1\n5432\n\n\n12345 67890\n`)
  if (account.uid !== undefined) fs.chownSync(file, account.uid, account.gid!)
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  expect(server.adopted).toBe(false)
  await server.stop()
  stranger.kill()
})

test('a server that does not react to a polite signal is ended by the last one', async () => {
  await startEmbeddedPostgres({ dataFolder, settings })
  process.kill(postmasterOf(cluster), 'SIGSTOP')
  expect(await stopPostmaster(cluster, { fast: 100, immediate: 100 })).toBe('stopped by SIGKILL')
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  expect(await ask(server.connection, 'select count(*)::int n from kept')).toEqual([{ n: 500 }])
  await server.stop()
})

test('the running server is found by another process, and nothing is started for one that does not run', async () => {
  expect(await findEmbeddedPostgres(dataFolder)).toBeUndefined()
  expect(await findEmbeddedPostgres(path.join(base, 'nowhere'))).toBeUndefined()
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  expect(await findEmbeddedPostgres(dataFolder)).toEqual(server.connection)
  await server.stop()
})

test('a cluster of a newer PostgreSQL is refused and left as it is', async () => {
  const file = path.join(cluster, 'PG_VERSION')
  const before = fs.readFileSync(file, 'utf8')
  fs.writeFileSync(file, '99\n')
  const refused = (await startEmbeddedPostgres({ dataFolder, settings }).catch(cause => cause)) as CannotStart
  fs.writeFileSync(file, before)
  expect([refused.code, refused.exitCode]).toEqual(['data.newer-postgres', 78])
  expect(refused.message).toContain('PostgreSQL 99')
})

test('a data folder too deep for a socket gets one with a short name, and an unfinished first start is begun again', async () => {
  const deep = path.join(base, 'd'.repeat(120))
  fs.mkdirSync(path.join(deep, 'pg.new'), { recursive: true })
  fs.writeFileSync(path.join(deep, 'pg.new', 'PG_VERSION'), '18\n')
  const server = await startEmbeddedPostgres({ dataFolder: deep, settings: { ...settings, fsync: 'off' } })
  expect(Buffer.byteLength(path.join(server.connection.host, '.s.PGSQL.5432'))).toBeLessThan(100)
  expect(await findEmbeddedPostgres(deep)).toEqual(server.connection)
  await server.stop()
  fs.rmSync(server.connection.host, { recursive: true, force: true })
})

test.runIf(asRoot)('a socket folder that another account put in our place is refused', async () => {
  const folder = path.join(base, 'taken')
  fs.mkdirSync(path.join(folder, 's'), { recursive: true })
  fs.cpSync(cluster, path.join(folder, 'pg'), { recursive: true })
  const { uid, gid } = postgresAccount(cluster)
  fs.chownSync(path.join(folder, 'pg'), uid!, gid!)
  fs.chownSync(path.join(folder, 's'), 4242, 4242)
  const refused = (await startEmbeddedPostgres({ dataFolder: folder, settings }).catch(cause => cause)) as CannotStart
  expect(refused.code).toBe('postgres.folder-taken')
})

test.runIf(asRoot)('a data folder below a closed home is served from a folder the database may enter', async () => {
  const home = path.join(base, 'closed')
  fs.mkdirSync(path.join(home, 'data'), { recursive: true })
  fs.chmodSync(home, 0o700)
  const server = await startEmbeddedPostgres({
    dataFolder: path.join(home, 'data'),
    settings: { ...settings, fsync: 'off' },
  })
  const elsewhere = fs.realpathSync(path.join(home, 'data', 'pg'))
  expect(elsewhere.startsWith(base)).toBe(false)
  expect(await ask(server.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(await findEmbeddedPostgres(path.join(home, 'data'))).toEqual(server.connection)
  await server.stop()
  fs.rmSync(path.dirname(elsewhere), { recursive: true, force: true })
  fs.rmSync(server.connection.host, { recursive: true, force: true })
})

const small = path.join(base, 'small')
fs.mkdirSync(small)
const mounted = asRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=70m,mode=755', 'tmpfs', small]).status === 0

test.runIf(mounted)(
  'a disk that fills up before or after the database was created is named as the reason',
  async () => {
    const folder = path.join(small, 'data')
    const fill = () => {
      try {
        fs.writeFileSync(path.join(small, 'rest'), Buffer.alloc(80_000_000))
      } catch {
        // full is what it is meant to be
      }
    }
    const start = () => startEmbeddedPostgres({ dataFolder: folder, settings: { ...settings, fsync: 'off' } })
    try {
      fs.mkdirSync(folder)
      fs.writeFileSync(path.join(small, 'much'), Buffer.alloc(60_000_000))
      const before = (await start().catch(cause => cause)) as CannotStart
      expect([before.code, before.exitCode]).toEqual(['data.disk-full', 74])
      expect(fs.existsSync(path.join(folder, 'pg'))).toBe(false)
      fs.rmSync(path.join(small, 'much'))
      await (await start()).stop()
      fill()
      const after = (await start().catch(cause => cause)) as CannotStart
      expect(after.code).toBe('data.disk-full')
      fs.rmSync(path.join(small, 'rest'))
      expect(await (await start()).stop()).toBe('stopped by SIGINT')
    } finally {
      spawnSync('umount', [small])
    }
  },
)

test('binaries installed without scripts, in a folder the account may not enter, are mended or copied', () => {
  const account = postgresAccount(cluster)
  const npm = path.join(base, 'npm', 'package')
  const installed = postgresBinaries(account, {})
  fs.cpSync(installed.folder, path.join(npm, 'native'), { recursive: true, verbatimSymlinks: true })
  fs.writeFileSync(path.join(npm, 'package.json'), '{"version":"18.4.0-test"}')
  const lib = path.join(npm, 'native', 'lib')
  for (const name of fs.readdirSync(lib)) {
    if (fs.lstatSync(path.join(lib, name)).isSymbolicLink()) fs.rmSync(path.join(lib, name))
  }
  fs.chmodSync(path.join(npm, 'native', 'bin', 'postgres'), 0o644)
  fs.chmodSync(path.join(base, 'npm'), 0o700)
  const cache = path.join(base, 'cache')
  const found = postgresBinaries(account, { packaged: path.join(npm, 'native'), binaryCache: cache })
  expect(found.version).toBe(installed.version)
  expect(found.folder.startsWith(cache)).toBe(asRoot)
})
