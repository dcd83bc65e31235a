import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { newId } from '../../core/id.ts'
import { type Clinic, openClinic } from '../schedule/clinic.fixture.ts'
import { addClosure } from '../schedule/setting-up/add-closure.ts'
import { changeListSettings } from './change-list-settings.ts'
import { listRules } from './list-rules.ts'
import { openItems } from './open-items.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const manager = world.as('manager')
let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic(world)
})

/** The days that are to be confirmed at a moment: the instant they begin, the one they end, and the last day. */
async function daysAt(moment: string) {
  const rows = await world.inside(
    ctx => ctx.sql<{ since: string; until: string; last_day: string }>`
      select d.since, d.until, d.last_day from worklists.confirm_days(${moment}::timestamptz) d where d.location_id = ${clinic.location}::uuid`,
  )
  const { since, until, last_day } = rows[0]!
  return [since, until, last_day].map(text => text.replace(/:00\.?0*Z$/, 'Z'))
}

it('takes tomorrow; on Friday the days up to Monday', async () => {
  expect(await daysAt('2026-11-17T15:00:00Z')).toEqual(['2026-11-18T05:00Z', '2026-11-19T05:00Z', '2026-11-18'])
  expect(await daysAt('2026-11-20T15:00:00Z')).toEqual(['2026-11-21T05:00Z', '2026-11-24T05:00Z', '2026-11-23'])
  expect(await daysAt('2026-11-21T15:00:00Z')).toEqual(['2026-11-22T05:00Z', '2026-11-24T05:00Z', '2026-11-23'])
})

it('turns at midnight of the location, not of the server', async () => {
  expect((await daysAt('2026-11-18T04:59:59Z'))[2]).toBe('2026-11-18')
  expect((await daysAt('2026-11-18T05:00:00Z'))[2]).toBe('2026-11-19')
})

it('has days of 23 and of 25 hours', async () => {
  // Friday before the clock goes forward on Sunday, 8 March 2026, and before it goes back on Sunday, 1 November.
  expect(await daysAt('2026-03-06T15:00:00Z')).toEqual(['2026-03-07T05:00Z', '2026-03-10T04:00Z', '2026-03-09'])
  expect(await daysAt('2026-10-30T15:00:00Z')).toEqual(['2026-10-31T04:00Z', '2026-11-03T05:00Z', '2026-11-02'])
  expect(await daysAt('2028-02-28T15:00:00Z')).toEqual(['2028-02-29T05:00Z', '2028-03-01T05:00Z', '2028-02-29'])
})

it('passes over closures and holidays by rule, but not over half a day off', async () => {
  await manager.do(addClosure, {
    from: '2026-12-24',
    name: 'Christmas Eve',
    fromTime: '12:00',
    toTime: '17:00',
  } as never)
  await world.inside(
    ctx => ctx.sql`
      insert into schedule.holiday_rule (practice_id, id, name, kind, month, weekday, nth, days_after)
      values (${ctx.practice}, ${newId()}, 'Thanksgiving', 'nth-weekday', 11, 4, 4, 0),
             (${ctx.practice}, ${newId()}, 'The day after', 'nth-weekday', 11, 4, 4, 1)`,
  )
  // Wednesday before Thanksgiving: Thursday and Friday are holidays, so it is Monday, and whoever has been booked between.
  expect(await daysAt('2026-11-25T15:00:00Z')).toEqual(['2026-11-26T05:00Z', '2026-12-01T05:00Z', '2026-11-30'])
  expect((await daysAt('2026-12-23T15:00:00Z'))[2]).toBe('2026-12-24')
})

it('goes as many working days ahead as the practice wants', async () => {
  const { settings } = await manager.do(listRules, {})
  await manager.do(changeListSettings, { ...settings, confirmDays: 3 })
  expect((await daysAt('2026-11-19T15:00:00Z'))[2]).toBe('2026-11-24')
  expect((await secretary.do(openItems, { list: 'confirm' })).lastDay).toBe('2026-12-01')
  await manager.do(changeListSettings, settings)
  await expect(secretary.do(changeListSettings, settings)).rejects.toMatchObject({ code: 'platform.not-allowed' })
})
