import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { clusterOf } from '../../platform/cluster-folder.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../platform/embedded-postgres.ts'
import { postmasterOf } from '../../platform/postgres-process.ts'
import { buildWebApp } from './web-build.ts'

// A server of DATABASE_URL that goes away under the program and does not come back: SIGTERM must not wait for it.
const main = path.join(import.meta.dirname, 'main.ts')
const base = fs.mkdtempSync(path.join(os.tmpdir(), 'anteroom-stop-'))
fs.chmodSync(base, 0o755)
let server: EmbeddedPostgres
const after: (() => void)[] = []

vi.setConfig({ testTimeout: 120_000 })
beforeAll(async () => {
  await buildWebApp()
  server = await startEmbeddedPostgres({ dataFolder: path.join(base, 'server') })
  return async () => {
    await server.stop()
    fs.rmSync(base, { recursive: true, force: true })
  }
}, 300_000)
afterEach(() => {
  for (const undo of after.splice(0)) undo()
})

async function serve() {
  const { host, port, user, database } = server.connection
  const child = spawn('node', [main, 'serve', '--json'], {
    cwd: base,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ANTEROOM_DATA: path.join(base, 'data'),
      ANTEROOM_PORT: '0',
      DATABASE_URL: `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  after.push(() => child.kill('SIGKILL'))
  const ended = once(child, 'close').then(([status]) => status as number | null)
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { event?: string; address?: string }
    if (said.event === 'ready') return { child, ended, address: said.address! }
  }
  throw new Error(`ended with ${await ended} before it was ready`)
}

/** Every process of the server: the one that listens and those that answer. */
function processes(): number[] {
  const head = postmasterOf(clusterOf(path.join(base, 'server')))
  const listed = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = listed
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
  return [head, ...rows.filter(([, parent]) => parent === head).map(([pid]) => pid!)]
}
const all = (signal: NodeJS.Signals) => {
  for (const pid of processes()) process.kill(pid, signal)
}
const signIn = (address: string) =>
  fetch(`${address}/api/access/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'nobody@example.org', password: 'not a password' }),
  })

it('with the database hanging and a request in flight, the stop takes seconds and the request is answered', async () => {
  const { child, ended, address } = await serve()
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  all('SIGSTOP')
  after.push(() => all('SIGCONT'))
  const inFlight = signIn(address)
  const began = performance.now()
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(performance.now() - began).toBeLessThan(8_000)
  expect((await inFlight).status).toBeGreaterThanOrEqual(500)
})

it('with the database gone, the stop takes seconds', async () => {
  const { child, ended, address } = await serve()
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  await server.stop()
  const began = performance.now()
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(performance.now() - began).toBeLessThan(8_000)
})
