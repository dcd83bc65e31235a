import { expect, it } from 'vitest'
import { openWorld } from '../../test/world.ts'
import { handOnEvents } from './hand-on-events.ts'
import { asSystem } from './transaction.ts'

const world = await openWorld()
const heard = 'schedule.appointment-booked'
const jobs = () =>
  world.asOwner<{ task: string; thing: number }>(
    `select t.identifier as task, (j.payload->'facts'->>'thing')::int as thing
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  )
const waiting = async () =>
  (await world.asOwner<{ n: number }>('select count(*)::int as n from platform.event_waiting'))[0]!.n
const emit = (from: number, count: number, name = heard) =>
  asSystem(world.app, world.practice, 'test', async ctx => {
    for (let thing = from; thing < from + count; thing++) ctx.emit(name, { thing })
  })

it('makes one job of each event that somebody hears of, in their order, though two hand on at a time', async () => {
  expect(world.app.subscribed.has(heard)).toBe(true)
  await emit(0, 1_200)
  await emit(0, 3, 'trial.nobody-hears')
  expect(await jobs()).toEqual([])
  expect(await waiting()).toBe(1_200)
  await Promise.all([handOnEvents(world.app), handOnEvents(world.app), handOnEvents(world.app)])
  const made = await jobs()
  expect(made.map(job => job.thing).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_200 }, (_, n) => n))
  expect(new Set(made.map(job => job.task))).toEqual(new Set([`event:${heard}`]))
  expect(await waiting()).toBe(0)
})

it('keeps the mark when making the jobs fails', async () => {
  await world.asOwner('delete from graphile_worker._private_jobs')
  await emit(7, 1)
  await world.asOwner('alter table graphile_worker._private_jobs rename to jobs_away')
  await expect(handOnEvents(world.app)).rejects.toThrow()
  await world.asOwner('alter table graphile_worker.jobs_away rename to _private_jobs')
  expect(await waiting()).toBe(1)
  // The failed round may still hold the mark for a moment after its error is told: then the next beat takes it.
  const again = async () => {
    await handOnEvents(world.app)
    return jobs()
  }
  await expect.poll(again).toEqual([{ task: `event:${heard}`, thing: 7 }])
  expect(await waiting()).toBe(0)
})
