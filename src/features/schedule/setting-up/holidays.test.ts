import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { dayBoard } from '../views/day-board.ts'
import { addHolidayRule } from './add-holiday-rule.ts'
import { addUsualHolidays } from './add-usual-holidays.ts'
import { changeHolidayRule } from './change-holiday-rule.ts'
import { listHolidayRules } from './list-holiday-rules.ts'
import { removeHolidayRule } from './remove-holiday-rule.ts'
import { visitsOutsideHours } from './visits-outside-hours.ts'

const world = await openWorld()
const manager = world.as('manager')

type Rule = [kind: string, month: number | null, day: number | null, weekday: number | null, nth: number | null]

/** The day a rule falls on in some years, from the database. */
async function daysOf(
  rule: Rule,
  more: { after?: number; observed?: boolean },
  years: number[],
): Promise<(string | null)[]> {
  const [kind, month, day, weekday, nth] = rule
  const rows = await world.inside(
    ctx =>
      ctx.sql<{ on: string | null }>`
        select schedule.holiday_date(${kind}, ${month}::int, ${day}::int, ${weekday}::int, ${nth}::int, ${more.after ?? 0}::int,
                 ${more.observed ?? false}::boolean, y)::text as "on"
          from unnest(${years}::int[]) with ordinality as u(y, n) order by n`,
  )
  return rows.map(row => row.on)
}

test('Easter is right in years whose day is known, its earliest and latest among them', async () => {
  // Dates as the almanacs give them; 1818 and 2285 have the earliest possible day, 1943 and 2038 the latest.
  const known = [
    '1818-03-22',
    '1943-04-25',
    '1954-04-18',
    '1981-04-19',
    '2000-04-23',
    '2008-03-23',
    '2024-03-31',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
    '2049-04-18',
    '2285-03-22',
  ]
  const years = known.map(day => Number(day.slice(0, 4)))
  expect(await daysOf(['easter', null, null, null, null], {}, years)).toEqual(known)
  const goodFriday = known.map(day => Temporal.PlainDate.from(day).subtract({ days: 2 }).toString())
  expect(await daysOf(['easter', null, null, null, null], { after: -2 }, years)).toEqual(goodFriday)
})

test('the nth weekday, the last one, the day after it, and a fifth that some months lack', async () => {
  const thanksgiving: Rule = ['nth-weekday', 11, null, 4, 4]
  expect(await daysOf(thanksgiving, {}, [2026, 2027, 2028])).toEqual(['2026-11-26', '2027-11-25', '2028-11-23'])
  expect(await daysOf(thanksgiving, { after: 1 }, [2026, 2027, 2028])).toEqual([
    '2026-11-27',
    '2027-11-26',
    '2028-11-24',
  ])
  expect(await daysOf(['nth-weekday', 5, null, 1, -1], {}, [2026, 2027, 2028])).toEqual([
    '2026-05-25',
    '2027-05-31',
    '2028-05-29',
  ])
  expect(await daysOf(['nth-weekday', 2, null, 2, 5], {}, [2027, 2028, 2048])).toEqual([null, '2028-02-29', null])
})

test('29 February is kept in leap years only, and a weekend moves to the nearest working day, over the year change too', async () => {
  expect(await daysOf(['fixed', 2, 29, null, null], {}, [2026, 2028, 2100, 2000])).toEqual([
    null,
    '2028-02-29',
    null,
    '2000-02-29',
  ])
  // 4 July 2026 is a Saturday, 2027 a Sunday, 2028 a Tuesday; 1 January 2028 is a Saturday.
  expect(await daysOf(['fixed', 7, 4, null, null], { observed: true }, [2026, 2027, 2028])).toEqual([
    '2026-07-03',
    '2027-07-05',
    '2028-07-04',
  ])
  expect(await daysOf(['fixed', 1, 1, null, null], { observed: true }, [2028])).toEqual(['2027-12-31'])
  await manager.do(addHolidayRule, { name: 'Year change', kind: 'fixed', month: 1, day: 1, observed: true })
  const closed = await world.inside(
    ctx => ctx.sql<{ on_date: string }>`select c.on_date from schedule.closed_days('2027-12-31', '2027-12-31') c`,
  )
  expect(closed).toEqual([{ on_date: '2027-12-31' }])
})

test('the federal holidays of the United States are added once, in the years the Office of Personnel Management lists', async () => {
  const own = await manager.do(addHolidayRule, { name: 'Labor day', kind: 'nth-weekday', month: 9, weekday: 2, nth: 1 })
  const { rules } = await manager.do(addUsualHolidays, {})
  await manager.do(addUsualHolidays, {})
  const listed = await manager.do(listHolidayRules, { years: 2 })
  // Eleven and "Year change", of which one was there already under its own name.
  expect([rules.length, listed.rules.length]).toEqual([12, 12])
  expect(listed.rules.find(rule => rule.id === own.rule.id)).toMatchObject({ weekday: 2 })
  const in2027 = listed.rules
    .filter(rule => !['Labor day', 'Year change'].includes(rule.name))
    .flatMap(rule => rule.next)
    .filter(day => day.startsWith('2027'))
    .sort()
  // opm.gov, Federal Holidays 2027 (New Year's Day 2028 is kept on 31 December 2027).
  expect(in2027).toEqual([
    '2027-01-01',
    '2027-01-18',
    '2027-02-15',
    '2027-05-31',
    '2027-06-18',
    '2027-07-05',
    '2027-10-11',
    '2027-11-11',
    '2027-11-25',
    '2027-12-24',
    '2027-12-31',
  ])
  for (const rule of listed.rules) await manager.do(removeHolidayRule, { rule: rule.id })
  expect((await manager.do(listHolidayRules, {})).rules).toEqual([])
})

test('a holiday closes the board and names the visits it leaves outside; changed, it lets them in again', async () => {
  const { providers, patients, followUp, location } = await openClinic(world, { providers: 1, patients: 2 })
  const provider = providers[0]!
  const book = (n: number, date: string) =>
    world
      .as('secretary')
      .do(bookAppointment, { patient: patients[n]!, visitType: followUp, provider, date, time: '14:00' })
  const friday = await book(0, '2027-03-26')
  const thursday = await book(1, '2027-03-25')
  const { rule, outsideNow } = await manager.do(addHolidayRule, {
    name: 'Good Friday',
    kind: 'easter',
    daysAfter: -2,
    location,
    fromTime: '12:00',
    toTime: '24:00',
  })
  expect([rule.next[0], outsideNow]).toEqual(['2027-03-26', [friday.id]])
  const { visits } = await manager.do(visitsOutsideHours, { location })
  expect(visits).toMatchObject([{ appointment: friday.id, why: 'holiday', name: 'Good Friday' }])
  const board = await manager.do(dayBoard, { date: '2027-03-26', location })
  const bands = board.columns.find(column => column.id === provider)!.bands
  expect(bands.filter(band => band.kind === 'open').map(band => [band.fromMinute, band.toMinute])).toEqual([[480, 720]])
  expect(board.closure).toBeNull()
  const whole = await manager.do(changeHolidayRule, { rule: rule.id, daysAfter: -3, fromTime: null, toTime: null })
  expect(whole.outsideNow).toEqual([thursday.id])
  expect((await manager.do(dayBoard, { date: '2027-03-25', location })).closure).toBe('Good Friday')
  // Elsewhere the practice works.
  const other = await openClinic(world, { providers: 1 })
  expect((await manager.do(dayBoard, { date: '2027-03-25', location: other.location })).closure).toBeNull()
  await manager.do(changeHolidayRule, { rule: rule.id, until: '2026-12-31' })
  expect((await manager.do(visitsOutsideHours, { location })).total).toBe(0)
})

test('a rule that names no day is refused, and so are a second of the name and the ids of another practice', async () => {
  const before = (await manager.do(listHolidayRules, {})).rules.length
  for (const [wrong, path] of [
    [{ kind: 'fixed', month: 2 }, 'day'],
    [{ kind: 'fixed', month: 2, day: 30 }, 'day'],
    [{ kind: 'nth-weekday', month: 2, weekday: 1 }, 'nth'],
    [{ kind: 'easter', fromTime: '12:00' }, 'toTime'],
    [{ kind: 'easter', since: '2027-01-02', until: '2027-01-01' }, 'until'],
  ] as const) {
    const refused = await refusalOf(manager.do(addHolidayRule, { name: 'Wrong', ...wrong }))
    expect((refused.facts.fields as { path: string }[]).map(field => field.path)).toContain(path)
  }
  const { rule } = await manager.do(addHolidayRule, { name: 'Once', kind: 'easter' })
  expect((await refusalOf(manager.do(addHolidayRule, { name: 'ONCE', kind: 'easter' }))).code).toBe(
    'schedule.holiday-rule-exists',
  )
  expect((await refusalOf(manager.do(changeHolidayRule, { rule: rule.id, kind: 'fixed' }))).code).toBe(
    'platform.invalid-input',
  )
  const neighbour = await world.neighbour()
  const theirs = await openClinic(neighbour)
  const stranger = neighbour.as('manager')
  const ends = await Promise.all(
    [
      manager.do(addHolidayRule, { name: 'There', kind: 'easter', location: theirs.location }),
      stranger.do(changeHolidayRule, { rule: rule.id, name: 'Mine' }),
      stranger.do(removeHolidayRule, { rule: rule.id }),
    ].map(refusalOf),
  )
  expect(ends.map(refused => refused.kind)).toEqual(['missing', 'missing', 'missing'])
  expect((await stranger.do(listHolidayRules, {})).rules).toEqual([])
  expect((await manager.do(listHolidayRules, {})).rules.length).toBe(before + 1)
})
