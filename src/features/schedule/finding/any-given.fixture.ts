import fc from 'fast-check'
import type { Given, GivenProvider, Stretch, Taken, WallSpan } from './naive-search.fixture.ts'

/** Providers in one set. */
export const PROVIDERS = 20

const five = (from: number, to: number) => fc.integer({ min: from / 5, max: to / 5 }).map(n => n * 5)
const span = (from: number, to: number): fc.Arbitrary<WallSpan> =>
  fc
    .tuple(five(from, to - 5), five(from + 5, to))
    .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b - 5, to: a + 5 }))
const sometimes = <T>(weight: number, value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(null) }, { weight, arbitrary: value })

// First days of three-day windows: both changes of the clock on both sides of the ocean, the turn of the year, a leap day, a plain week.
const starts = ['2027-03-13', '2027-11-06', '2027-03-27', '2027-10-30', '2026-12-31', '2028-02-28', '2027-06-01']

const addDay = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString()

/** Stretches of one weekday that do not meet: up to three, the last perhaps into the night. */
const weekdayHours = fc.record({
  points: fc.uniqueArray(five(360, 1435), { minLength: 2, maxLength: 6 }),
  night: sometimes(2, five(0, 355)),
  touch: fc.boolean(),
  rules: fc.array(
    fc.record({
      every: fc.constantFrom<1 | 2 | 3>(1, 1, 1, 2, 3),
      week: fc.integer({ min: 0, max: 2 }),
      since: fc.constantFrom(-400, -400, 0, 1),
      until: sometimes(2, fc.constantFrom(0, 1, 30)),
      forTypes: fc.constantFrom<Stretch['forTypes']>('all', 'all', 'all', 'this', 'other'),
      reserve: fc.constantFrom<Stretch['reserve']>(null, null, null, 'same-day', 'same-week', 'urgent'),
      releaseHours: sometimes(3, fc.constantFrom(0, 2, 24, 72)),
    }),
    { minLength: 3, maxLength: 3 },
  ),
})

function stretchesOf(
  weekday: number,
  first: string,
  hours: typeof weekdayHours extends fc.Arbitrary<infer H> ? H : never,
): Stretch[] {
  const points = [...hours.points].sort((a, b) => a - b)
  const spans: WallSpan[] = []
  if (hours.touch)
    for (let n = 0; n + 1 < Math.min(points.length, 4); n++) spans.push({ from: points[n]!, to: points[n + 1]! })
  else for (let n = 0; n + 1 < points.length; n += 2) spans.push({ from: points[n]!, to: points[n + 1]! })
  if (hours.night !== null) spans[spans.length - 1]!.to = hours.night
  return spans.map((each, n) => {
    const rule = hours.rules[n]!
    return {
      ...each,
      weekday,
      every: rule.every,
      week: rule.week % rule.every,
      since: addDay(first, rule.since),
      until: rule.until === null || rule.until < rule.since ? null : addDay(first, rule.until),
      forTypes: rule.forTypes,
      reserve: rule.reserve,
      releaseHours: rule.releaseHours,
    }
  })
}

const minuteOf = (first: string, zone: string) =>
  Temporal.PlainDate.from(first).toZonedDateTime(zone).epochMilliseconds / 60_000

/** Stretches that do not overlap, as time in one lane cannot; now and then one more on top, in another lane. */
const taken = fc
  .record({
    spans: fc.array(fc.tuple(five(-600, 4800), five(5, 240), fc.constantFrom<Taken['type']>('this', 'other')), {
      maxLength: 12,
    }),
    over: sometimes(1, fc.tuple(five(0, 4300), five(5, 120))),
  })
  .map(given => {
    const kept: Taken[] = []
    for (const [from, length, type] of given.spans) {
      const to = from + length
      if (!kept.some(other => from < other.to && other.from < to)) kept.push({ from, to, type, lane: 0 })
    }
    if (given.over) kept.push({ from: given.over[0], to: given.over[0] + given.over[1], type: 'other', lane: 1 })
    return kept
  })

const provider = fc.record({
  offered: fc.integer({ min: 0, max: 9 }).map(n => n > 0),
  minutes: sometimes(4, fc.constantFrom(5, 10, 25, 40, 90)),
  week: fc.array(sometimes(9, weekdayHours), { minLength: 7, maxLength: 7 }),
  exceptions: fc.array(
    fc.record({
      kind: fc.constantFrom<'open' | 'away' | 'meeting'>('open', 'away', 'meeting', 'meeting'),
      on: fc.integer({ min: -3, max: 3 }),
      days: fc.constantFrom(0, 0, 1, 7),
      span: span(0, 1440),
      whole: fc.boolean(),
      weekdays: sometimes(3, fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 })),
    }),
    { maxLength: 3 },
  ),
  taken,
})

type Part = 'am' | 'pm' | 'evening'
type Wished = {
  wish: { partOfDay?: Part; partsOfDay?: Part[]; fromTime?: string; toTime?: string }
  parts: WallSpan[] | null
}

export type AnyGiven = { given: Given; wish: Wished['wish'] }

/** A place with twenty people, what they share, and what is asked; `wish` is the same part of the day in the words of next-available. */
export const anyGiven = (): fc.Arbitrary<AnyGiven> =>
  fc
    .record({
      zone: fc.constantFrom('America/New_York', 'Europe/Berlin'),
      first: fc.constantFrom(...starts),
      days: fc.integer({ min: 0, max: 2 }),
      nowMinutes: fc.integer({ min: -4 * 1440, max: 2000 }),
      minutes: fc.constantFrom(5, 15, 20, 45, 60, 120),
      prepare: fc.constantFrom(0, 0, 10),
      clean: fc.constantFrom(0, 5, 15),
      step: fc.constantFrom(5, 10, 15, 20),
      notice: fc.constantFrom(0, 0, 60, 1500),
      horizon: fc.constantFrom(1, 3, 366, 366, 366),
      needsRoom: fc.boolean(),
      urgent: fc.boolean(),
      part: fc.constantFrom<Wished>(
        { wish: {}, parts: null },
        { wish: {}, parts: null },
        { wish: { partOfDay: 'am' }, parts: [{ from: 0, to: 720 }] },
        { wish: { partsOfDay: ['pm', 'evening'] }, parts: [{ from: 720, to: 1440 }] },
        { wish: { fromTime: '01:30', toTime: '10:45' }, parts: [{ from: 90, to: 645 }] },
        { wish: { partsOfDay: ['evening'], fromTime: '18:20' }, parts: [{ from: 1100, to: 1440 }] },
      ),
      weekdays: sometimes(2, fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3, maxLength: 6 })),
      providers: fc.array(provider, { minLength: PROVIDERS, maxLength: PROVIDERS }),
      rooms: fc.array(fc.record({ fits: fc.integer({ min: 0, max: 3 }).map(n => n > 0), taken }), {
        minLength: 1,
        maxLength: 4,
      }),
      devices: fc.array(fc.record({ kind: fc.constantFrom('ultrasound', 'laser'), taken }), {
        minLength: 1,
        maxLength: 4,
      }),
      needs: fc.oneof(
        { weight: 5, arbitrary: fc.constant<Given['needs']>([]) },
        {
          weight: 5,
          arbitrary: fc.array(
            fc.oneof(
              fc.record({ device: fc.constantFrom('ultrasound', 'laser') }),
              fc.record({
                staff: fc.uniqueArray(fc.integer({ min: 0, max: PROVIDERS - 1 }), { minLength: 1, maxLength: 5 }),
              }),
            ),
            { minLength: 1, maxLength: 3 },
          ),
        },
      ),
      closed: fc.array(
        fc.record({
          on: fc.integer({ min: -1, max: 3 }),
          days: fc.constantFrom(0, 1),
          span: sometimes(7, span(0, 1440)),
        }),
        { maxLength: 1 },
      ),
      holidays: fc.array(fc.record({ on: fc.integer({ min: 0, max: 2 }), span: sometimes(6, span(300, 1000)) }), {
        maxLength: 1,
      }),
      limits: fc.uniqueArray(
        fc.record({
          type: fc.constantFrom<'this' | null>('this', null),
          provider: sometimes(4, fc.integer({ min: 0, max: PROVIDERS - 1 })),
          per: fc.constantFrom<'session' | 'day'>('session', 'day'),
          most: fc.integer({ min: 0, max: 4 }),
          kind: fc.constantFrom<'warn' | 'refuse'>('warn', 'refuse'),
        }),
        { maxLength: 2, selector: limit => `${limit.type} ${limit.provider} ${limit.per}` },
      ),
    })
    .map(({ part, nowMinutes, days, ...rest }) => {
      const base = minuteOf(rest.first, rest.zone)
      const moved = (list: Taken[]) => list.map(each => ({ ...each, from: each.from + base, to: each.to + base }))
      const date = (days: number) => addDay(rest.first, days)
      const given: Given = {
        ...rest,
        last: date(days),
        now: new Date((base + nowMinutes) * 60_000).toISOString(),
        parts: part.parts,
        providers: rest.providers.map(
          (each): GivenProvider => ({
            offered: each.offered,
            minutes: each.minutes,
            stretches: each.week.flatMap((hours, n) => (hours ? stretchesOf(n + 1, rest.first, hours) : [])),
            exceptions: each.exceptions.map(one => ({
              kind: one.kind,
              on: date(one.on),
              until: date(one.on + one.days),
              span: one.kind === 'away' && one.whole ? null : one.span,
              weekdays: one.weekdays,
            })),
            taken: moved(each.taken),
          }),
        ),
        rooms: rest.rooms.map(room => ({ ...room, taken: moved(room.taken) })),
        devices: rest.devices.map(device => ({ ...device, taken: moved(device.taken) })),
        closed: rest.closed.map(each => ({ on: date(each.on), until: date(each.on + each.days), span: each.span })),
        holidays: rest.holidays.map(each => {
          const [, month, day] = date(each.on).split('-').map(Number)
          return { month: month!, day: day!, span: each.span }
        }),
      }
      return { given, wish: part.wish }
    })
