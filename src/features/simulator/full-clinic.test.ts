import { expect, inject, it, onTestFinished } from 'vitest'
import { cloneDatabase } from '../../../test/test-database.ts'
import { openWorld } from '../../../test/world.ts'
import type { Contract, InputOf, OutputOf } from '../../core/contract.ts'
import { assembleApp } from '../../platform/app.ts'
import type { App } from '../../platform/context.ts'
import { features } from '../../servers/features.ts'
import * as arrivals from '../arrivals/contract.ts'
import * as calls from '../calls/contract.ts'
import * as disruption from '../disruption/contract.ts'
import * as inbox from '../inbox/contract.ts'
import { overlaps } from '../schedule/clinic.fixture.ts'
import * as schedule from '../schedule/contract.ts'
import * as waitlist from '../waitlist/contract.ts'
import * as worklists from '../worklists/contract.ts'
import { asPerson, does } from './deeds.ts'
import { makeClinic } from './make-clinic.ts'

const world = await openWorld()

/** A full clinic made at that moment in a database of its own, and somebody who asks it. */
async function fullClinic(at: string) {
  const database = await cloneDatabase(inject('server'))
  onTestFinished(() => database.drop())
  world.clock.set(at)
  const log = { info() {}, error() {} } as unknown as App['log']
  const app = assembleApp({ db: database.db, clock: world.clock, log, features, dataFolder: world.app.dataFolder })
  const made = await makeClinic(app, { seed: 'full', providers: 5, patients: 110, weeks: 2, pastWeeks: 3, full: true })
  const person = { id: made.people[0]!.staff, name: made.people[0]!.name }
  const ask = <C extends Contract>(contract: C, input: InputOf<C>): Promise<OutputOf<C>> =>
    asPerson(app, made.practice, person, world.clock.now(), ctx => does(ctx, contract, input))
  const asOwner = async <Row>(text: string) => (await database.db.owner.query(text)).rows as Row[]
  return { made, ask, asOwner }
}

const startingDays = [
  ['a Tuesday morning', '2026-11-24T15:07:00Z'],
  ['two at night', '2026-11-24T07:00:00Z'],
  ['half past eleven at night', '2026-11-25T04:30:00Z'],
  ['a Saturday', '2026-11-28T17:00:00Z'],
  ['a Sunday', '2026-11-29T17:00:00Z'],
  ['Thanksgiving Day', '2026-11-26T16:00:00Z'],
  ['the last day of the year', '2026-12-31T16:00:00Z'],
  ['a New Year’s Day that is kept on Friday', '2027-12-31T16:00:00Z'],
  ['the leap day', '2028-02-29T16:00:00Z'],
  ['the Sunday of 23 hours', '2027-03-14T15:00:00Z'],
  ['the Sunday of 25 hours', '2026-11-01T16:00:00Z'],
] as const

it.each(startingDays)(
  'every screen has something living on it when the clinic is made on %s',
  { timeout: 120_000 },
  async (_, at) => {
    const { ask, asOwner } = await fullClinic(at)
    const today = world.clock.now().toZonedDateTimeISO('America/New_York').toPlainDate()

    // The board of today and the lists.
    const board = await ask(schedule.dayBoard, { date: today.toString() })
    expect(board.visits.length).toBeGreaterThan(15)
    const counts = await ask(worklists.listCounts, {})
    for (const [list, { due, waiting }] of Object.entries(counts)) expect(due + waiting, list).toBeGreaterThan(0)

    // Setting up.
    const { templates, exceptions } = await ask(schedule.weeklyTemplates, {})
    expect(templates.filter(one => one.name !== '').length).toBeGreaterThan(3)
    expect(templates.some(one => one.everyWeeks === 2)).toBe(true)
    expect(templates.some(one => one.reserve === 'same-day')).toBe(true)
    expect(new Set(exceptions.map(one => one.kind))).toEqual(
      new Set(today.dayOfWeek > 5 ? ['away', 'meeting', 'open'] : ['away', 'meeting']),
    )
    expect((await ask(schedule.listHolidayRules, {})).rules).toHaveLength(6)
    expect((await ask(schedule.listPools, {})).pools).toHaveLength(2)
    expect((await ask(schedule.listDevices, {})).devices).toHaveLength(3)
    expect((await ask(schedule.listVisitLimits, {})).limits).toHaveLength(3)
    expect((await ask(schedule.visitsOutsideHours, {})).total).toBeGreaterThan(0)
    expect((await ask(schedule.calendarFeeds, {})).feeds).toHaveLength(1)

    // Together, parked, waiting, gone wrong, walked in.
    expect(
      (await asOwner<{ kind: string }>('select distinct kind from schedule.bundle order by 1')).map(one => one.kind),
    ).toEqual(['chain', 'family', 'series'])
    expect(
      await asOwner(`select count(*)::int as n from schedule.appointment where group_session_id is not null`),
    ).toEqual([{ n: 5 }])
    expect((await ask(schedule.pinboard, {})).pins).toHaveLength(2)
    expect((await ask(waitlist.openWishes, {})).wishes.length).toBeGreaterThan(4)
    expect((await ask(waitlist.freedTimes, {})).times.length).toBeGreaterThan(0)
    const { disruptions } = await ask(disruption.openDisruptions, {})
    expect(disruptions.map(one => one.kind)).toEqual(expect.arrayContaining(['room-out', 'provider-away']))
    expect(disruptions.find(one => one.kind === 'room-out')).toMatchObject({ what: 'Procedure room' })
    const { waiting } = await ask(arrivals.walkInQueue, {})
    expect(waiting.length).toBeGreaterThan(0)

    // Pools with people, rules, ready texts, and something of every kind that waits.
    const { pools } = await ask(calls.listMessagePools, {})
    expect(pools.map(pool => [pool.name, pool.members.length > 0])).toEqual([
      ['Billing', true],
      ['Front desk', true],
      ['Nurses', true],
    ])
    expect((await ask(calls.messageRules, {})).rules.filter(rule => rule.own)).toHaveLength(6)
    const { templates: texts } = await ask(calls.messageTemplates, {})
    for (const kind of ['refill', 'result', 'form', 'referral', 'billing']) {
      expect(
        texts.some(text => text.kind === kind),
        kind,
      ).toBe(true)
    }
    const { messages } = await ask(calls.openMessages, { whose: 'all', limit: 500 })
    const pooled = messages.filter(message => message.address.kind === 'pool')
    expect(new Set(pooled.map(message => message.address.name)).size).toBe(3)
    expect(pooled.filter(message => message.overdue).length).toBeGreaterThan(1)
    expect(messages.some(message => message.tries > 0 && message.nextTryAt !== null)).toBe(true)
    expect((await ask(worklists.callBackLetters, {})).letters.filter(letter => letter.address.length > 0)).toHaveLength(
      1,
    )
    const { rows } = await ask(inbox.items, { view: 'all', limit: 300 })
    for (const kind of ['message', 'call-back', 'voicemail'])
      expect(
        rows.some(row => row.kind === kind),
        kind,
      ).toBe(true)

    // No time is taken twice, and what stands outside the hours is known to the list of what does.
    expect(await overlaps({ asOwner })).toEqual({ overlapping: 0, unclaimed: 0 })
  },
)

it('the full clinic is the same for the same seed on the same day', { timeout: 120_000 }, async () => {
  const story = (asOwner: Awaited<ReturnType<typeof fullClinic>>['asOwner']) =>
    asOwner(`select p.given || ' ' || p.family as name, v.starts_at, v.state, v.what, v.provider_name
               from schedule.visit v join patients.patient p on p.practice_id = v.practice_id and p.id = v.patient_id
              order by v.starts_at, v.provider_name, name, v.state`)
  const one = await story((await fullClinic('2026-11-28T17:00:00Z')).asOwner)
  const other = await story((await fullClinic('2026-11-28T17:00:00Z')).asOwner)
  expect(other).toEqual(one)
  expect(one.length).toBeGreaterThan(700)
})

it('its history teaches a model that is good enough to mark visits', { timeout: 120_000 }, async () => {
  const database = await cloneDatabase(inject('server'))
  onTestFinished(() => database.drop())
  world.clock.set('2026-11-24T15:07:00Z')
  const log = { info() {}, error() {} } as unknown as App['log']
  const app = assembleApp({ db: database.db, clock: world.clock, log, features, dataFolder: world.app.dataFolder })
  const made = await makeClinic(app, { seed: 'demo', providers: 5, patients: 300, weeks: 4, pastWeeks: 3, full: true })
  const manager = made.people.find(one => one.role === 'manager')!
  const fitted = await asPerson(app, made.practice, { id: manager.staff, name: manager.name }, world.clock.now(), ctx =>
    does(ctx, schedule.fitNoShowModel, {}),
  )
  expect(fitted.useful).toBe(true)
  expect(fitted.marked).toBeGreaterThan(5)
})
