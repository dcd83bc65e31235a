import { expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { openClinic } from '../schedule/clinic.fixture.ts'
import { addOrder } from './add-order.ts'
import { closeItem } from './close-item.ts'
import { listCounts } from './list-counts.ts'
import { noteAttempt } from './note-attempt.ts'
import { openItems } from './open-items.ts'
import { releaseItem } from './release-item.ts'
import { scheduleOrder } from './schedule-order.ts'
import { takeItem } from './take-item.ts'
import { takeNext } from './take-next.ts'

const world = await openWorld()
const people = (['secretary', 'manager', 'provider'] as const).map(role => world.as(role))
const [secretary, manager] = people as [(typeof people)[0], (typeof people)[0]]
const rows = 24
const clinic = await openClinic(world, { patients: rows })
for (let n = 0; n < rows; n++) {
  await secretary.do(addOrder, {
    patient: clinic.patients[n]!,
    kind: 'test',
    title: `Test ${n}`,
    visitType: clinic.followUp,
    earliest: '2026-11-24',
    latest: '2026-12-31',
  })
}

it('never gives one row to two people who ask at the same moment', { timeout: 60_000 }, async () => {
  const worked = new Map<string, string[]>()
  await Promise.all(
    people.map(async person => {
      for (;;) {
        const next = await person.do(takeNext, { list: 'orders' }).catch((error: { code: string }) => error.code)
        if (typeof next === 'string') {
          expect(next).toBe('worklists.nothing-left')
          return
        }
        worked.set(next.item, [...(worked.get(next.item) ?? []), person.caller.name])
        await person.do(noteAttempt, { list: 'orders', item: next.item, result: 'no-answer' })
      }
    }),
  )
  expect([...worked.values()].filter(who => who.length !== 1)).toEqual([])
  expect(worked.size).toBe(rows)
  expect(new Set([...worked.values()].flat()).size).toBeGreaterThan(1)
  expect((await secretary.do(listCounts, {})).orders).toEqual({ due: 0, waiting: rows })
})

it('lets one of two attempts at the same row through, also by people who never took it', async () => {
  const { rows: all } = await secretary.do(openItems, { list: 'orders' })
  const [row] = all
  const both = await Promise.allSettled(
    people.map(person =>
      person.do(noteAttempt, { list: 'orders', item: row!.item, result: 'voicemail', seen: row!.version }),
    ),
  )
  expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  for (const one of both) {
    if (one.status === 'rejected') {
      expect(['worklists.changed-meanwhile', 'worklists.taken']).toContain(one.reason.code)
    }
  }
  const [{ n } = { n: 0 }] = await world.asOwner<{ n: number }>(
    `select count(*)::int as n from worklists.item_fact where item_id = $1 and result = 'voicemail'`,
    [row!.item],
  )
  expect(n).toBe(1)
})

it('swaps rows between two people without a deadlock', async () => {
  const { rows: all } = await secretary.do(openItems, { list: 'orders' })
  const [a, b] = all.map(row => row.item)
  await secretary.do(takeItem, { list: 'orders', item: a! })
  await manager.do(takeItem, { list: 'orders', item: b! })
  const swapped = await Promise.allSettled([
    secretary.do(takeItem, { list: 'orders', item: b! }),
    manager.do(takeItem, { list: 'orders', item: a! }),
  ])
  for (const one of swapped) if (one.status === 'rejected') expect(one.reason.code).toBe('worklists.taken')
  const held = await world.asOwner<{ staff_id: string }>('select staff_id from worklists.claim')
  expect(new Set(held.map(row => row.staff_id)).size).toBe(held.length)
})

it('books an order once, when two desks book it at the same moment', async () => {
  const { order } = await secretary.do(addOrder, {
    patient: clinic.patients[0]!,
    kind: 'test',
    title: 'Once',
    visitType: clinic.followUp,
    earliest: '2026-11-24',
    latest: '2026-12-31',
  })
  const times = ['09:00', '10:00', '11:00']
  const all = await Promise.allSettled(
    people.map((person, n) =>
      person.do(scheduleOrder, { order, provider: clinic.providers[0]!, date: '2026-12-09', time: times[n]! }),
    ),
  )
  expect(all.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  for (const one of all) {
    if (one.status === 'rejected') {
      expect(['worklists.already-scheduled', 'worklists.taken']).toContain(one.reason.code)
    }
  }
  const [{ n } = { n: 0 }] = await world.asOwner<{ n: number }>(
    'select count(*)::int as n from schedule.appointment where patient_id = $1',
    [clinic.patients[0]],
  )
  expect(n).toBe(1)
})

it('is let go by hand, by time, and by taking another', async () => {
  const { rows: all } = await secretary.do(openItems, { list: 'orders' })
  const [a, b] = all.map(row => row.item)
  for (const person of people) for (const item of [a!, b!]) await person.do(releaseItem, { list: 'orders', item })
  await secretary.do(takeItem, { list: 'orders', item: a! })
  await manager.do(releaseItem, { list: 'orders', item: a! })
  await expect(manager.do(takeItem, { list: 'orders', item: a! })).rejects.toMatchObject({ code: 'worklists.taken' })
  await secretary.do(takeItem, { list: 'orders', item: b! })
  await manager.do(takeItem, { list: 'orders', item: a! })
  await expect(manager.do(closeItem, { list: 'orders', item: b!, reason: 'mistake' })).rejects.toMatchObject({
    code: 'worklists.taken',
  })
  await manager.do(releaseItem, { list: 'orders', item: a! })
  await secretary.do(takeItem, { list: 'orders', item: a! })
  world.clock.advance({ minutes: 10 })
  await manager.do(takeItem, { list: 'orders', item: a! })
})
