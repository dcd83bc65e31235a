import { afterAll, expect, it } from 'vitest'
import { openWorld } from '../../test/world.ts'
import { assembleApp } from './app.ts'
import type { App, Context, Feature } from './context.ts'
import { inTransaction } from './transaction.ts'
import { startWorker } from './worker.ts'

const world = await openWorld()
const ran: string[] = []
let failures = 0
const trial: Feature = {
  name: 'trial',
  operations: [],
  jobs: [
    {
      task: 'trial.remember',
      async run(ctx, payload) {
        ran.push(`${payload.what} in ${ctx.practice}`)
      },
    },
    {
      task: 'trial.fail',
      async run() {
        failures++
        throw new Error('the fax machine is on fire')
      },
    },
  ],
  subscriptions: [
    {
      event: 'trial.happened',
      task: 'trial.react',
      async run(_ctx, facts) {
        ran.push(`heard of ${facts.thing}`)
      },
    },
  ],
}
// More chores at once than the owner's pool has connections, each asking it for one: none may wait for another.
const together = 8
const inHand = new Set<number>()
const doubled: number[] = []
const all = Promise.withResolvers<void>()
trial.chores = Array.from({ length: together }, (_, n) => ({
  name: `trial.chore-${n}`,
  everySeconds: 1,
  async run(on: App) {
    if (inHand.has(n)) doubled.push(n)
    inHand.add(n)
    if (inHand.size === together) all.resolve()
    await all.promise
    await on.db.owner.query('select 1')
    ran.push(`chore ${n}`)
    inHand.delete(n)
  },
}))
const app = assembleApp({
  ...world.app,
  log: { info() {}, error() {} } as unknown as typeof world.app.log,
  features: [trial],
})
const worker = await startWorker(app)
afterAll(() => worker.stop())

const system = {
  practice: world.practice,
  kind: 'system',
  staff: null,
  session: null,
  name: 'Test',
  permissions: 'all',
} as const
const inside = <T>(run: (ctx: Context) => Promise<T>) => inTransaction(app, system, 'test', run)

it('runs a job and reacts to an event after the commit, in the practice it came from', async () => {
  await inside(async ctx => {
    ctx.later('trial.remember', { what: 'the call' })
    ctx.emit('trial.happened', { thing: 'a visit' })
  })
  await expect.poll(() => ran, { timeout: 5_000, interval: 10 }).toContain(`the call in ${world.practice}`)
  await expect.poll(() => ran, { timeout: 5_000, interval: 10 }).toContain('heard of a visit')
})

it('runs as many chores at a time as there are, each at one process alone', async () => {
  const second = await startWorker(app)
  await expect
    .poll(() => Array.from({ length: together }, (_, n) => ran.includes(`chore ${n}`)), { timeout: 5_000 })
    .not.toContain(false)
  expect(doubled).toEqual([])
  await second.stop()
})

it('runs nothing of a transaction that was rolled back', async () => {
  await expect(
    inside(async ctx => {
      ctx.later('trial.remember', { what: 'a ghost' })
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  await inside(async ctx => ctx.later('trial.remember', { what: 'the next' }))
  await expect.poll(() => ran, { timeout: 5_000, interval: 10 }).toContain(`the next in ${world.practice}`)
  expect(ran.join()).not.toContain('ghost')
})

it('tries a failing job again later, and shows it as a dead letter after its last try', async () => {
  await inside(async ctx => ctx.later('trial.fail', {}))
  await expect.poll(() => failures, { timeout: 5_000, interval: 10 }).toBe(1)
  const waiting = () =>
    world.asOwner<{ id: number; attempts: number; later: boolean }>(
      `select id, attempts::int, run_at > now() as later from graphile_worker._private_jobs where last_error is not null`,
    )
  await expect
    .poll(waiting, { timeout: 5_000, interval: 10 })
    .toEqual([{ id: expect.anything(), attempts: 1, later: true }])
  // Its last try, brought forward.
  await world.asOwner(
    'update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now() where last_error is not null',
  )
  await expect.poll(() => failures, { timeout: 10_000, interval: 10 }).toBe(2)
  const dead = () => world.inside(async ctx => ctx.sql`select task, last_error from platform.dead_jobs()`)
  await expect
    .poll(dead, { timeout: 5_000, interval: 10 })
    .toEqual([{ task: 'trial.fail', last_error: 'the fax machine is on fire' }])
  const neighbour = await world.neighbour()
  expect(await neighbour.inside(async ctx => ctx.sql`select task from platform.dead_jobs()`)).toEqual([])
})
