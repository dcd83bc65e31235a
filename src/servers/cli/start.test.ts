import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { clusterOf } from '../../platform/cluster-folder.ts'
import { postmasterOf, stopPostmaster } from '../../platform/postgres-process.ts'
import { buildWebApp } from './web-build.ts'

const main = path.join(import.meta.dirname, 'main.ts')
const base = fs.mkdtempSync(path.join(os.tmpdir(), 'anteroom-start-'))
fs.chmodSync(base, 0o755)
const data = path.join(base, 'data')
const running = new Set<ChildProcess>()

// On a busy machine a start takes its time, and the first one builds the web app.
vi.setConfig({ testTimeout: 120_000 })
beforeAll(async () => void (await buildWebApp()), 300_000)

// A test that failed half way leaves the next one a free folder.
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL')
    await once(child, 'close')
  }
})

afterAll(async () => {
  await stopPostmaster(clusterOf(data))
  fs.rmSync(base, { recursive: true, force: true })
})

const environment = (settings: Record<string, string> = {}) => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ANTEROOM_DATA: data,
  ANTEROOM_PORT: '0',
  ...settings,
})

type Said = {
  event?: string
  address?: string
  ms?: number
  installation?: string
  signIns?: { email: string; password: string; role: string }[]
  error?: { code: string; message: string; advice: string }
}

/** Starts the tool in a process of its own; `until` waits for a line of its answer, `ended` for its exit status. */
function tool(args: string[], settings?: Record<string, string>) {
  const child = spawn('node', [main, ...args, '--json'], {
    cwd: base,
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  const said: Said[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', line => said.push(JSON.parse(line)))
  const ended = once(child, 'close').then(([status]) => {
    running.delete(child)
    return status as number | null
  })
  return {
    child,
    said,
    ended,
    async until(event: string): Promise<Said> {
      for (;;) {
        const found = said.find(one => one.event === event)
        if (found) return found
        const over = await Promise.race([once(lines, 'line').then(() => false), ended.then(() => true)])
        if (over && !said.some(one => one.event === event)) throw new Error(`ended first: ${JSON.stringify(said)}`)
      }
    },
  }
}

test('a busy port is refused before anything is started or created', async () => {
  const taken = net.createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as net.AddressInfo
  const started = tool(['start', '--empty'], { ANTEROOM_PORT: String(port) })
  expect(await started.ended).toBe(75)
  expect(started.said[0]?.error?.code).toBe('port.busy')
  expect(started.said[0]?.error?.message).toContain(String(port))
  expect(fs.existsSync(data)).toBe(false)
  taken.close()
})

test('an address that is not of this machine is refused', async () => {
  const started = tool(['start'], { ANTEROOM_HOST: '192.0.2.1' })
  expect([await started.ended, started.said[0]?.error?.code]).toEqual([78, 'host.unknown'])
})

test('start serves, shares its database with the tool, lets no second one in, and stops in order', async () => {
  const started = tool(['start', '--empty'])
  const { address } = await started.until('ready')
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  expect((await (await fetch(`${address}/`)).text()).toLowerCase()).toContain('<!doctype html>')

  const second = tool(['start'])
  const beside = tool(['doctor'])
  const backup = tool(['backup', path.join(base, 'backup')])
  expect([await second.ended, second.said[0]?.error?.code]).toEqual([75, 'data.in-use'])
  expect(second.said[0]?.error?.message).toContain(address)
  expect(await beside.ended).toBe(0)
  expect(await backup.ended).toBe(0)
  expect((await fetch(`${address}/readyz`)).status).toBe(200)

  // npm tells us of one Ctrl-C a second time; that must not cut the stop short.
  started.child.kill('SIGINT')
  started.child.kill('SIGINT')
  expect(await started.ended).toBe(0)
  expect(started.said.at(-1)?.event).toBe('stopped')
  expect(postmasterOf(clusterOf(data))).toBe(0)
})

test('the second start is ready in less than three seconds, and a request in flight at the stop is answered', async () => {
  let started = tool(['start'])
  let ready = await started.until('ready')
  // The promise is about the program; a machine that is busy with other tests gets two more tries.
  for (let tries = 1; (ready.ms ?? 0) >= 3_000 && tries < 3; tries++) {
    started.child.kill('SIGINT')
    await started.ended
    started = tool(['start'])
    ready = await started.until('ready')
  }
  expect(ready.ms).toBeLessThan(3_000)
  const { address } = ready

  const socket = net.connect(Number(new URL(address ?? '').port), '127.0.0.1')
  const body = '{"half":'
  socket.write(
    `POST /api/nowhere HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n${body}`,
  )
  await once(socket, 'connect')
  // A second request that is answered shows that the first has reached the server.
  await fetch(`${address}/healthz`)
  started.child.kill('SIGTERM')
  const refusesNew = async () => {
    for (;;) {
      if (
        await fetch(`${address}/healthz`).then(
          answer => answer.status === 503,
          () => true,
        )
      )
        return
    }
  }
  await refusesNew()
  socket.write('}')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1.1 4\d\d /)
  socket.destroy()
  expect(await started.ended).toBe(0)
})

test('beside a running Anteroom the tool adds a person and makes a token, and the API knows both', async () => {
  const started = tool(['start'])
  const { address } = await started.until('ready')
  const practice = {
    name: 'Example Family Medicine',
    zone: 'America/New_York',
    managerName: 'Avery Example',
    managerEmail: 'avery@example.org',
    managerPassword: 'correct horse battery',
  }
  const setUp = await fetch(`${address}/api/practice/set-up-practice`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(practice),
  })
  expect(setUp.status).toBe(200)

  const person = tool(['person', 'add', '--name', 'Sam Example', '--email', 'sam@example.org', '--role', 'secretary'])
  expect(await person.ended).toBe(0)
  expect(person.said[0]).toMatchObject({
    email: 'sam@example.org',
    password: expect.stringMatching(/^(\w{4}-){4}\w{4}$/),
  })
  const again = tool(['person', 'add', '--name', 'Sam Twin', '--email', 'sam@example.org', '--role', 'secretary'])
  expect([await again.ended, again.said[0]?.error?.code]).toEqual([1, 'practice.email-taken'])

  const made = tool([
    'token',
    'create',
    '--person',
    'avery@example.org',
    '--scope',
    'practice.*,access.who-am-i',
    '--days',
    '3',
  ])
  expect(await made.ended).toBe(0)
  const { token } = made.said[0] as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  const who = await fetch(`${address}/api/access/who-am-i`, { headers })
  expect(await who.json()).toMatchObject({ name: 'Avery Example', kind: 'token' })
  expect((await fetch(`${address}/api/practice/overview`, { headers })).status).toBe(200)

  const stranger = tool(['token', 'create', '--person', 'nobody@example.org'])
  expect([await stranger.ended, stranger.said[0]?.error?.code]).toEqual([65, 'platform.not-found'])
  started.child.kill('SIGINT')
  expect(await started.ended).toBe(0)
})

test('after kill -9 of the program its database is taken over; after kill -9 of both, it recovers', async () => {
  const first = tool(['start'])
  await first.until('ready')
  first.child.kill('SIGKILL')
  await first.ended
  const orphan = postmasterOf(clusterOf(data))
  expect(orphan).not.toBe(0)

  const second = tool(['start'])
  await second.until('ready')
  expect(postmasterOf(clusterOf(data))).toBe(orphan)
  second.child.kill('SIGKILL')
  process.kill(orphan, 'SIGKILL')
  await second.ended

  const third = tool(['start'])
  const { address } = await third.until('ready')
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  third.child.kill('SIGINT')
  expect(await third.ended).toBe(0)
})

test('a new data folder has the demo clinic, and every sign-in that is printed works', async () => {
  const settings = { ANTEROOM_DATA: path.join(base, 'demo') }
  const started = tool(['start'], settings)
  const { address, installation, signIns = [] } = await started.until('ready')
  expect([installation, signIns.length]).toEqual(['demo', 5])
  const again = tool(['demo-sign-ins'], settings)
  expect(await again.ended).toBe(0)
  expect(again.said[0]?.signIns).toEqual(signIns)
  for (const { email, password } of signIns) {
    const answer = await fetch(`${address}/api/access/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    expect([email, answer.status]).toEqual([email, 200])
  }
  started.child.kill('SIGINT')
  expect(await started.ended).toBe(0)
  const audit = tool(['audit', 'verify'], settings)
  expect(await audit.ended).toBe(0)
  expect(audit.said[0]).toMatchObject({ sound: true })
})

test('a backup is restored into an empty folder and read; a full folder is refused', async () => {
  const restored = path.join(base, 'restored')
  const source = path.join(base, 'backup')
  const restore = tool(['restore', source], { ANTEROOM_DATA: restored })
  expect(await restore.ended).toBe(0)
  expect(restore.said[0]).toMatchObject({ tables: expect.any(Number) })
  const again = tool(['restore', source], { ANTEROOM_DATA: restored })
  expect([await again.ended, again.said[0]?.error?.code]).toEqual([73, 'restore.not-empty'])
})
