import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { moveAppointment } from '../booking/move-appointment.ts'
import { openClinic } from '../clinic.fixture.ts'
import { dayOpenings } from '../finding/day-openings.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { addClosure } from './add-closure.ts'
import { addException } from './add-exception.ts'
import { addVisitType } from './add-visit-type.ts'
import { copyWeeklyTemplate } from './copy-weekly-template.ts'
import { keepOutsideVisits } from './keep-outside-visits.ts'
import { previewHours } from './preview-hours.ts'
import { removeException } from './remove-exception.ts'
import { setWeeklyTemplate } from './set-weekly-template.ts'
import { visitsOutsideHours } from './visits-outside-hours.ts'
import { weeklyTemplates } from './weekly-templates.ts'

const world = await openWorld()
const manager = world.as('manager')
const desk = world.as('secretary')

type Span = { date: string; from: string; until: string }

/** Where one provider is open on some days, as the database has it, in wall-clock words. */
async function open(provider: string, first: string, last: string, zone = 'America/New_York'): Promise<string[]> {
  const rows = await world.inside(
    ctx =>
      ctx.sql<Span>`
        select h.day as date, to_char(lower(o) at time zone ${zone}, 'YYYY-MM-DD HH24:MI') as "from",
               to_char(upper(o) at time zone ${zone}, 'YYYY-MM-DD HH24:MI') as until
          from schedule.open_hours(array[${provider}::uuid], null, ${first}::date, ${last}::date) h, unnest(h.open) o
         where h.day >= ${first}::date order by 2`,
  )
  return rows.map(row => `${row.from} - ${row.until}`)
}

/** How long those hours are, in hours. */
async function hoursOpen(provider: string, day: string): Promise<number[]> {
  const rows = await world.inside(
    ctx =>
      ctx.sql<{ hours: number }>`
        select (extract(epoch from upper(o) - lower(o)) / 3600)::float8 as hours
          from schedule.open_hours(array[${provider}::uuid], null, ${day}::date, ${day}::date) h, unnest(h.open) o
         where h.day = ${day}::date order by lower(o)`,
  )
  return rows.map(row => row.hours)
}

const bare = () => openClinic(world, { providers: 1, patients: 3, hours: false })

test('a night goes on into the next day, a Sunday night into Monday, and is shorter or longer when the clock changes', async () => {
  const { location, providers } = await bare()
  const provider = providers[0]!
  const night = [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, location, from: '22:00', to: '06:00', name: 'Night' }))
  await manager.do(setWeeklyTemplate, { provider, validFrom: '2026-01-05', hours: night })
  // Saturday 13 March 2027: the clock skips 02:00-03:00 on Sunday. Saturday 6 November: it shows 01:00-02:00 twice.
  expect(await hoursOpen(provider, '2027-03-12')).toEqual([8])
  expect(await hoursOpen(provider, '2027-03-13')).toEqual([7])
  expect(await hoursOpen(provider, '2027-11-06')).toEqual([9])
  expect(await hoursOpen(provider, '2027-11-07')).toEqual([8])
  expect(await open(provider, '2027-03-14', '2027-03-14')).toEqual(['2027-03-14 22:00 - 2027-03-15 06:00'])
  // Asked for Monday alone, the night that began on Sunday is among the rows: it still runs.
  const [monday] = await world.inside(
    ctx =>
      ctx.sql<{ n: number }>`
        select count(*)::int as n from schedule.open_hours(array[${provider}::uuid], null, '2027-03-15', '2027-03-15')`,
  )
  expect(monday!.n).toBe(2)
})

test('a visit after midnight is booked into the night that began the day before, and an absence cuts into it', async () => {
  const { location, providers, patients, followUp } = await bare()
  const provider = providers[0]!
  await manager.do(setWeeklyTemplate, {
    provider,
    validFrom: '2026-12-01',
    hours: [{ weekday: 7, location, from: '20:00', to: '02:00' }],
  })
  const late = await desk.do(bookAppointment, {
    patient: patients[0]!,
    visitType: followUp,
    provider,
    date: '2026-12-07',
    time: '01:20',
  })
  const over = await desk.do(bookAppointment, {
    patient: patients[1]!,
    visitType: followUp,
    provider,
    date: '2026-12-06',
    time: '23:50',
  })
  const refused = await refusalOf(
    desk.do(bookAppointment, {
      patient: patients[2]!,
      visitType: followUp,
      provider,
      date: '2026-12-07',
      time: '01:50',
    }),
  )
  expect(refused.code).toBe('schedule.outside-hours')
  const away = await manager.do(addException, {
    provider,
    kind: 'away',
    from: '2026-12-06',
    fromTime: '23:00',
    toTime: '01:00',
  })
  expect(away.outsideNow).toEqual([over.id])
  expect(await open(provider, '2026-12-06', '2026-12-06')).toEqual([
    '2026-12-06 20:00 - 2026-12-06 23:00',
    '2026-12-07 01:00 - 2026-12-07 02:00',
  ])
  await manager.do(removeException, { exception: away.exception })
  const closed = await manager.do(addClosure, { location, from: '2026-12-07', name: 'Storm' })
  expect(closed.outsideNow).toEqual([over.id, late.id])
  const { visits } = await desk.do(visitsOutsideHours, { provider })
  expect(visits.map(v => [v.appointment, v.why, v.name])).toEqual([
    [over.id, 'holiday', 'Storm'],
    [late.id, 'holiday', 'Storm'],
  ])
})

test('every second week goes on counting over the year change and the leap day', async () => {
  const { location, providers } = await bare()
  const provider = providers[0]!
  await manager.do(setWeeklyTemplate, {
    provider,
    validFrom: '2026-12-01',
    hours: [
      { weekday: 4, location, from: '08:00', to: '12:00', everyWeeks: 2, week: 0, name: 'Even' },
      { weekday: 4, location, from: '10:00', to: '14:00', everyWeeks: 2, week: 1, name: 'Odd' },
      { weekday: 2, location, from: '09:00', to: '10:00', everyWeeks: 3, week: 2 },
    ],
  })
  // Written down independently: weeks counted from Monday 5 January 1970.
  const week = (day: string) =>
    Math.floor(Temporal.PlainDate.from('1970-01-05').until(day, { largestUnit: 'day' }).days / 7)
  const expected: string[] = []
  for (let day = Temporal.PlainDate.from('2026-12-07'); day.toString() <= '2028-03-31'; day = day.add({ days: 1 })) {
    const on = day.toString()
    if (day.dayOfWeek === 4)
      expected.push(week(on) % 2 === 0 ? `${on} 08:00 - ${on} 12:00` : `${on} 10:00 - ${on} 14:00`)
    if (day.dayOfWeek === 2 && week(on) % 3 === 2) expected.push(`${on} 09:00 - ${on} 10:00`)
  }
  expect(expected.length).toBeGreaterThan(80)
  expect(await open(provider, '2026-12-07', '2028-03-31')).toEqual(expected)
  // 31 December 2026 and 7 January 2027 follow each other; so do 24 February and 2 March 2028 around the leap day.
  const thursdays = (await open(provider, '2026-12-31', '2027-01-07')).filter(one => !one.includes('09:00'))
  expect(new Set(thursdays.map(one => one.slice(11, 16)))).toEqual(new Set(['08:00', '10:00']))
})

test('overlaps are found over midnight, over Sunday and between rhythms, and what only meets is taken', async () => {
  const { location, providers } = await bare()
  const provider = providers[0]!
  const set = (hours: { weekday: number; from: string; to: string; everyWeeks?: number; week?: number }[]) =>
    manager.do(setWeeklyTemplate, {
      provider,
      validFrom: '2026-12-01',
      hours: hours.map(one => ({ ...one, location })),
    })
  const night = { weekday: 7, from: '22:00', to: '06:00' }
  for (const clash of [
    [night, { weekday: 1, from: '05:00', to: '08:00' }],
    [
      { ...night, everyWeeks: 2, week: 0 },
      { weekday: 1, from: '05:00', to: '08:00', everyWeeks: 2, week: 1 },
    ],
    [
      { weekday: 3, from: '08:00', to: '12:00', everyWeeks: 2, week: 1 },
      { weekday: 3, from: '11:00', to: '13:00', everyWeeks: 3, week: 0 },
    ],
    [
      { weekday: 3, from: '08:00', to: '12:00', everyWeeks: 4, week: 2 },
      { weekday: 3, from: '11:00', to: '13:00', everyWeeks: 2, week: 0 },
    ],
  ]) {
    expect((await refusalOf(set(clash))).code).toBe('schedule.hours-overlap')
  }
  expect((await manager.do(weeklyTemplates, { provider })).templates).toEqual([])
  for (const fine of [
    [night, { weekday: 1, from: '06:00', to: '08:00' }],
    [
      { ...night, everyWeeks: 2, week: 0 },
      { weekday: 1, from: '05:00', to: '08:00', everyWeeks: 2, week: 0 },
    ],
    [
      { weekday: 3, from: '08:00', to: '12:00', everyWeeks: 4, week: 2 },
      { weekday: 3, from: '11:00', to: '13:00', everyWeeks: 2, week: 1 },
    ],
  ]) {
    expect((await set(fine)).stretches).toBe(2)
  }
  // The database judges by the same measure.
  await expect(
    world.inside(
      ctx => ctx.sql`
        insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from, every_weeks, week)
        values (${ctx.practice}, ${newId()}, ${provider}, ${location}, 3, '11:30', '12:30', '2026-12-01', 4, 2)`,
    ),
  ).rejects.toMatchObject({ constraint: 'weekly_template_no_overlap' })
})

test('a session name, what it is kept for and its release are kept, and copied with the week', async () => {
  const { location, providers } = await openClinic(world, { providers: 3, hours: false })
  const [from, to, other] = providers as [never, never, never]
  const type = await manager.do(addVisitType, { name: 'Diabetes visit', shortName: 'dm', minutes: 30 })
  const hours = [
    {
      weekday: 2,
      location,
      from: '08:00',
      to: '12:00',
      name: 'Diabetes clinic',
      visitTypes: [type.id],
      releaseHours: 48,
    },
    {
      weekday: 2,
      location,
      from: '13:00',
      to: '17:00',
      name: 'Urgent',
      reserve: 'urgent' as const,
      everyWeeks: 2,
      week: 1,
    },
  ]
  await manager.do(setWeeklyTemplate, { provider: from, validFrom: '2026-12-01', hours })
  await manager.do(setWeeklyTemplate, {
    provider: to,
    validFrom: '2026-11-01',
    hours: [{ weekday: 1, location, from: '08:00', to: '12:00' }],
  })
  const copied = await manager.do(copyWeeklyTemplate, { from, to: [to, other, from], validFrom: '2027-01-04' })
  expect(copied).toEqual({ providers: 2, stretches: 2, outsideNow: [] })
  const of = async (provider: never, on: string) =>
    (await manager.do(weeklyTemplates, { provider, on })).templates
      .filter(t => t.validFrom <= on)
      .map(({ provider: _, validFrom: __, validTo: ___, ...rest }) => rest)
  expect(await of(to, '2027-01-04')).toEqual(await of(from, '2027-01-04'))
  expect(await of(to, '2027-01-04')).toMatchObject([
    { name: 'Diabetes clinic', visitTypes: [type.id], releaseHours: 48, reserve: null, everyWeeks: 1 },
    { name: 'Urgent', visitTypes: null, releaseHours: null, reserve: 'urgent', everyWeeks: 2, week: 1 },
  ])
  expect((await of(to, '2027-01-03')).map(t => t.weekday)).toEqual([1])
  expect(
    (await refusalOf(manager.do(copyWeeklyTemplate, { from: other, to: [to], validFrom: '2026-12-01' }))).code,
  ).toBe('schedule.nothing-to-copy')
  const unknown = await refusalOf(
    manager.do(setWeeklyTemplate, {
      provider: to,
      validFrom: '2027-01-04',
      hours: [{ weekday: 2, location, from: '08:00', to: '12:00', visitTypes: [newId<'visit-type'>()] }],
    }),
  )
  expect([unknown.kind, unknown.facts.what]).toEqual(['missing', 'visit-type'])
})

test('a meeting takes its weekdays of a span, and names the visits it meets', async () => {
  const { providers, patients, followUp, location } = await openClinic(world, { providers: 1, patients: 3 })
  const provider = providers[0]!
  const at = (patient: number, date: string, time: string) =>
    desk.do(bookAppointment, { patient: patients[patient]!, visitType: followUp, provider, date, time })
  const tuesday = await at(0, '2027-01-12', '09:00')
  await at(1, '2027-01-13', '09:00')
  const meeting = { provider, kind: 'meeting' as const, from: '2027-01-01', to: '2027-06-30', weekdays: [2] }
  const refused = await refusalOf(manager.do(addException, meeting))
  expect(refused.code).toBe('platform.invalid-input')
  // Longer than a year, or in a year nobody means: refused as input, not by the database.
  for (const [from, to] of [
    ['2026-12-10', '2029-12-01'],
    ['9999-12-30', '9999-12-31'],
    ['0001-01-01', '0001-01-02'],
  ] as const) {
    const absence = await refusalOf(manager.do(addException, { provider, kind: 'away', from, to }))
    expect(absence.code).toBe('platform.invalid-input')
    expect((await refusalOf(manager.do(addClosure, { from, to, name: 'Made-up day' }))).code).toBe(
      'platform.invalid-input',
    )
  }
  const added = await manager.do(addException, {
    ...meeting,
    fromTime: '08:30',
    toTime: '09:30',
    reason: 'Team meeting',
  })
  expect(added.outsideNow).toEqual([tuesday.id])
  const { visits } = await desk.do(visitsOutsideHours, { provider })
  expect(visits).toMatchObject([{ appointment: tuesday.id, why: 'away', name: 'Team meeting' }])
  expect(await open(provider, '2027-01-12', '2027-01-13')).toEqual([
    '2027-01-12 08:00 - 2027-01-12 08:30',
    '2027-01-12 09:30 - 2027-01-12 12:00',
    '2027-01-12 13:00 - 2027-01-12 17:00',
    '2027-01-13 08:00 - 2027-01-13 12:00',
    '2027-01-13 13:00 - 2027-01-13 17:00',
  ])
  const listed = await manager.do(weeklyTemplates, { provider })
  expect(listed.exceptions).toMatchObject([{ kind: 'meeting', weekdays: [2], location: null }])
  // Extra hours on some weekdays only.
  await manager.do(addException, {
    provider,
    kind: 'open',
    location,
    from: '2027-02-01',
    to: '2027-02-28',
    fromTime: '18:00',
    toTime: '20:00',
    weekdays: [4],
  })
  const evenings = (await open(provider, '2027-02-01', '2027-02-28')).filter(one => one.includes('18:00'))
  expect(evenings.map(one => one.slice(0, 10))).toEqual(['2027-02-04', '2027-02-11', '2027-02-18', '2027-02-25'])
})

test('the preview names exactly what then falls out, and writes nothing', async () => {
  const { providers, patients, followUp, procedure, location } = await openClinic(world, { providers: 2, patients: 40 })
  const [provider, like] = providers as [never, never]
  // Visits all over two weeks, at times drawn by a fixed rule.
  for (let n = 0; n < 40; n++) {
    const day = Temporal.PlainDate.from('2027-04-05').add({ days: (n * 5) % 12 })
    if (day.dayOfWeek > 5) continue
    const minutes = 480 + 20 * ((n * 7) % 12) + (n % 2 === 0 ? 0 : 300)
    await desk
      .do(bookAppointment, {
        patient: patients[n]!,
        visitType: n % 3 === 0 ? procedure : followUp,
        provider,
        date: day.toString(),
        time: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
        minutes: 20,
        room: n % 3 === 0 ? 'any' : undefined,
      })
      .catch((error: { code: string }) =>
        expect(['schedule.slot-taken', 'schedule.outside-hours']).toContain(error.code),
      )
  }
  const outside = async () => (await desk.do(visitsOutsideHours, { provider })).visits.map(v => [v.appointment, v.why])
  expect(await outside()).toEqual([])
  const weeks = [
    { validFrom: '2027-04-06', hours: [1, 3, 5].map(weekday => ({ weekday, location, from: '09:00', to: '15:00' })) },
    { validFrom: '2027-04-01', validTo: '2027-04-09', hours: [] },
    {
      validFrom: '2027-04-01',
      hours: [1, 2, 3, 4, 5].map(weekday => ({
        weekday,
        location,
        from: '08:00',
        to: '17:00',
        visitTypes: [procedure],
      })),
    },
    {
      validFrom: '2027-04-01',
      hours: [1, 2, 3, 4, 5].map(weekday => ({
        weekday,
        location,
        from: '08:00',
        to: '17:00',
        everyWeeks: 2,
        week: 0,
      })),
    },
  ]
  for (const week of weeks) {
    const fingerprint = () =>
      world.asOwner(`select md5(string_agg(t::text, '|' order by t::text)) as h from schedule.weekly_template t`)
    const before = await fingerprint()
    const preview = await manager.do(previewHours, { providers: [provider], ...week })
    expect(await fingerprint()).toEqual(before)
    const set = await manager.do(setWeeklyTemplate, { provider, ...week })
    expect(preview.total).toBeGreaterThan(0)
    expect(preview.visits.map(v => v.appointment)).toEqual(set.outsideNow)
    expect(preview.visits.map(v => [v.appointment, v.why])).toEqual(await outside())
    // Back again: nothing is outside any more.
    const back = await manager.do(previewHours, { providers: [provider], like, hours: [], validFrom: week.validFrom })
    expect(back.total).toBe(0)
    await manager.do(copyWeeklyTemplate, { from: like, to: [provider], validFrom: week.validFrom })
    expect(await outside()).toEqual([])
  }
})

test('what lies outside stays on the list until it is moved, kept knowingly, or the hours come back', async () => {
  const { providers, patients, followUp } = await openClinic(world, { providers: 1, patients: 4 })
  const provider = providers[0]!
  const book = (n: number, time: string, despite?: ['outside-hours']) =>
    desk.do(bookAppointment, {
      patient: patients[n]!,
      visitType: followUp,
      provider,
      date: '2027-05-04',
      time,
      despite,
    })
  const [one, two, three] = [await book(0, '14:00'), await book(1, '15:00'), await book(2, '16:00')]
  // At lunch, knowingly: never on the list.
  await book(3, '12:20', ['outside-hours'])
  const list = async (kept = false) =>
    (await desk.do(visitsOutsideHours, { provider, kept })).visits.map(visit => visit.appointment)
  expect([await list(), (await list(true)).length]).toEqual([[], 1])
  const away = await manager.do(addException, {
    provider,
    kind: 'away',
    from: '2027-05-04',
    fromTime: '13:00',
    toTime: '17:00',
  })
  expect(await list()).toEqual([one.id, two.id, three.id])
  const { total, visits } = await desk.do(visitsOutsideHours, { provider, limit: 1, offset: 1 })
  expect([total, visits.map(v => v.appointment)]).toEqual([3, [two.id]])
  await desk.do(moveAppointment, { appointment: one.id, date: '2027-05-05', time: '14:00' })
  expect((await desk.do(keepOutsideVisits, { appointments: [two.id, two.id] })).changed).toBe(1)
  expect(await list()).toEqual([three.id])
  // A move brings it back to somebody's eyes; so does taking the mark back.
  await desk.do(moveAppointment, { appointment: two.id, date: '2027-05-04', time: '15:20', despite: ['outside-hours'] })
  expect(await list()).toEqual([three.id])
  await desk.do(keepOutsideVisits, { appointments: [two.id], keep: false })
  expect(await list()).toEqual([two.id, three.id])
  await manager.do(removeException, { exception: away.exception })
  expect(await list()).toEqual([])
  const missing = await refusalOf(desk.do(keepOutsideVisits, { appointments: [three.id, newId<'appointment'>()] }))
  expect([missing.kind, missing.facts.what]).toEqual(['missing', 'appointment'])
})

test('ids of another practice are not there, in weeks, previews, copies and lists', async () => {
  const neighbour = await world.neighbour()
  const theirs = await openClinic(neighbour, { providers: 1, patients: 1 })
  const ours = await openClinic(world, { providers: 1 })
  const mine = { providers: [ours.providers[0]!], validFrom: '2027-01-01' }
  const stretch = { weekday: 1, location: ours.location, from: '08:00', to: '09:00' }
  const visit = await neighbour.as('secretary').do(bookAppointment, {
    patient: theirs.patients[0]!,
    visitType: theirs.followUp,
    provider: theirs.providers[0]!,
    date: '2026-12-01',
    time: '09:00',
  })
  const ends = await Promise.all(
    [
      manager.do(previewHours, { ...mine, providers: [theirs.providers[0]!], hours: [] }),
      manager.do(previewHours, { ...mine, like: theirs.providers[0]!, hours: [] }),
      manager.do(previewHours, { ...mine, hours: [{ ...stretch, location: theirs.location }] }),
      manager.do(previewHours, { ...mine, hours: [{ ...stretch, visitTypes: [theirs.followUp] }] }),
      manager.do(copyWeeklyTemplate, { from: theirs.providers[0]!, to: [ours.providers[0]!], validFrom: '2027-01-01' }),
      manager.do(copyWeeklyTemplate, { from: ours.providers[0]!, to: [theirs.providers[0]!], validFrom: '2027-01-01' }),
      manager.do(visitsOutsideHours, { provider: theirs.providers[0]! }),
      manager.do(visitsOutsideHours, { location: theirs.location }),
      manager.do(keepOutsideVisits, { appointments: [visit.id] }),
    ].map(refusalOf),
  )
  expect(ends.map(refused => refused.kind)).toEqual(Array(9).fill('missing'))
  expect(
    await manager.do(dayOpenings, { date: '2027-01-04', visitType: ours.followUp, providers: ours.providers }),
  ).toMatchObject({})
})
