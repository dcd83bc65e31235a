import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { openClinic } from '../clinic.fixture.ts'
import { dayOpenings } from '../finding/day-openings.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { addClosure } from './add-closure.ts'
import { addException } from './add-exception.ts'
import { addVisitType } from './add-visit-type.ts'
import { changeVisitType } from './change-visit-type.ts'
import { listVisitTypes } from './list-visit-types.ts'
import { removeClosure } from './remove-closure.ts'
import { removeException } from './remove-exception.ts'
import { setWeeklyTemplate } from './set-weekly-template.ts'
import { weeklyTemplates } from './weekly-templates.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 2, patients: 2 })
const manager = world.as('manager')
const [lee] = clinic.providers as [never]
const { location } = clinic
const week = (from: string, to: string) => [1, 2, 3, 4, 5].map(weekday => ({ weekday, location, from, to }))

test('a visit type is added with a grid that suits its length, changed, retired, and its names are given once', async () => {
  const added = await manager.do(addVisitType, {
    name: 'Annual physical',
    shortName: 'phys',
    minutes: 40,
    color: 'phys',
    aliases: ['annual'],
  })
  expect(added).toMatchObject({ stepMinutes: 10, prepareMinutes: 0, needsRoom: false, retired: false })
  const count = async () => (await manager.do(listVisitTypes, { retired: true })).visitTypes.length
  const before = await count()
  for (const clash of [
    { name: 'ANNUAL PHYSICAL', shortName: 'x' },
    { name: 'Other', shortName: 'PHYS' },
  ]) {
    expect((await refusalOf(manager.do(addVisitType, { ...clash, minutes: 10 }))).code).toBe(
      'schedule.visit-type-exists',
    )
  }
  expect(await count()).toBe(before)
  const other = await manager.do(addVisitType, { name: 'Shot', shortName: 'shot', minutes: 5 })
  expect((await refusalOf(manager.do(changeVisitType, { visitType: other.id, shortName: 'Phys' }))).code).toBe(
    'schedule.visit-type-exists',
  )
  const retired = await manager.do(changeVisitType, { visitType: added.id, minutes: 45, retired: true })
  expect(retired).toMatchObject({ minutes: 45, retired: true, name: 'Annual physical', stepMinutes: 10 })
  expect((await manager.do(listVisitTypes, {})).visitTypes.map(t => t.id)).not.toContain(added.id)
  const book = { patient: clinic.patients[0]!, visitType: added.id, provider: lee, date: '2026-11-30', time: '09:00' }
  const refused = await refusalOf(world.as('secretary').do(bookAppointment, book))
  expect([refused.code, refused.facts.what]).toEqual(['schedule.not-in-use', 'visit-type'])
  expect((await refusalOf(manager.do(changeVisitType, { visitType: newId<'visit-type'>(), minutes: 5 }))).kind).toBe(
    'missing',
  )
})

test('new weekly hours begin on their day, end on theirs, and the old ones go on around them', async () => {
  const visit = await world.as('secretary').do(bookAppointment, {
    patient: clinic.patients[0]!,
    visitType: clinic.followUp,
    provider: lee,
    date: '2026-12-08',
    time: '08:00',
  })
  const set = await manager.do(setWeeklyTemplate, {
    provider: lee,
    validFrom: '2026-12-07',
    validTo: '2026-12-11',
    hours: week('10:00', '18:00'),
  })
  expect(set).toEqual({ stretches: 5, outsideNow: [visit.id] })
  const firstStart = async (date: string) =>
    (await manager.do(dayOpenings, { date, visitType: clinic.followUp, providers: [lee] })).openings[0]?.time
  expect([await firstStart('2026-12-04'), await firstStart('2026-12-07'), await firstStart('2026-12-14')]).toEqual([
    '08:00',
    '10:00',
    '08:00',
  ])
  const { templates } = await manager.do(weeklyTemplates, { provider: lee, on: '2026-12-09' })
  expect(new Set(templates.map(t => `${t.validFrom} ${t.validTo} ${t.from}`))).toEqual(
    new Set(['2026-12-07 2026-12-11 10:00', '2026-12-12 null 08:00', '2026-12-12 null 13:00']),
  )
  // The same once more: replaced, not doubled.
  await manager.do(setWeeklyTemplate, { provider: lee, validFrom: '2026-12-07', hours: week('09:00', '24:00') })
  const after = await manager.do(weeklyTemplates, { provider: lee, on: '2026-12-09' })
  expect(after.templates.map(t => [t.weekday, t.from, t.to, t.validTo])).toEqual(
    [1, 2, 3, 4, 5].map(n => [n, '09:00', '24:00', null]),
  )
})

test('hours that overlap are refused and leave the week as it was', async () => {
  const before = await manager.do(weeklyTemplates, { provider: lee })
  const hours = [...week('08:00', '12:00'), { weekday: 3, location, from: '11:00', to: '13:00' }]
  const refused = await refusalOf(manager.do(setWeeklyTemplate, { provider: lee, validFrom: '2026-12-01', hours }))
  expect([refused.code, refused.facts]).toEqual(['schedule.hours-overlap', { weekday: 3, from: '11:00', to: '13:00' }])
  expect(await manager.do(weeklyTemplates, { provider: lee })).toEqual(before)
  // Two at once: the constraint lets no overlap in, whoever comes second.
  await Promise.allSettled([
    manager.do(setWeeklyTemplate, {
      provider: clinic.providers[1]!,
      validFrom: '2026-12-01',
      hours: week('08:00', '12:00'),
    }),
    manager.do(setWeeklyTemplate, {
      provider: clinic.providers[1]!,
      validFrom: '2026-12-01',
      hours: week('09:00', '13:00'),
    }),
  ])
  const doubled = await world.asOwner(`
    select 1 from schedule.weekly_template a join schedule.weekly_template b
      on a.provider_id = b.provider_id and a.weekday = b.weekday and a.id < b.id and a.from_time < b.to_time and b.from_time < a.to_time
     and daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')`)
  expect(doubled).toEqual([])
})

test('absences, extra hours and closures come and go, and name the visits they leave outside', async () => {
  const other = await openClinic(world, { providers: 1, patients: 1 })
  const [ann] = other.providers as [never]
  const visit = await world.as('secretary').do(bookAppointment, {
    patient: other.patients[0]!,
    visitType: other.followUp,
    provider: ann,
    date: '2026-12-16',
    time: '14:00',
  })
  const starts = async (date: string) =>
    (await manager.do(dayOpenings, { date, visitType: other.followUp, providers: [ann] })).openings.length
  const usual = await starts('2026-12-15')
  const away = await manager.do(addException, {
    provider: ann,
    kind: 'away',
    from: '2026-12-15',
    to: '2026-12-16',
    fromTime: '13:00',
    toTime: '17:00',
  })
  expect(away.outsideNow).toEqual([visit.id])
  expect(await starts('2026-12-15')).toBe(23)
  const extra = await manager.do(addException, {
    provider: ann,
    kind: 'open',
    location: other.location,
    from: '2026-12-19',
    fromTime: '09:00',
    toTime: '10:00',
  })
  expect(await starts('2026-12-19')).toBe(5)
  const storm = await manager.do(addClosure, { location: other.location, from: '2026-12-19', name: 'Storm' })
  expect(await starts('2026-12-19')).toBe(0)
  const listed = await manager.do(weeklyTemplates, { provider: ann })
  expect(listed.exceptions.map(e => e.id)).toEqual([away.exception, extra.exception])
  expect(listed.closures).toMatchObject([{ id: storm.closure, name: 'Storm', from: '2026-12-19', to: '2026-12-19' }])
  await manager.do(removeClosure, { closure: storm.closure })
  await manager.do(removeException, { exception: away.exception })
  expect([await starts('2026-12-19'), await starts('2026-12-15')]).toEqual([5, usual])
  expect((await refusalOf(manager.do(removeException, { exception: away.exception }))).kind).toBe('missing')
  const saturday = await world.as('secretary').do(bookAppointment, {
    patient: other.patients[0]!,
    visitType: other.followUp,
    provider: ann,
    date: '2026-12-19',
    time: '09:00',
  })
  expect((await manager.do(removeException, { exception: extra.exception })).outsideNow).toEqual([saturday.id])
})

test('ids of another practice change nothing', async () => {
  const neighbour = await world.neighbour()
  const theirs = await openClinic(neighbour)
  const stranger = neighbour.as('manager')
  const mine = await manager.do(addException, { provider: lee, kind: 'away', from: '2027-02-01' })
  const closure = await manager.do(addClosure, { from: '2027-02-02', name: 'Day off' })
  const ends = await Promise.all(
    [
      manager.do(setWeeklyTemplate, { provider: theirs.providers[0]!, validFrom: '2026-12-01', hours: [] }),
      manager.do(setWeeklyTemplate, {
        provider: lee,
        validFrom: '2026-12-01',
        hours: [{ weekday: 1, location: theirs.location, from: '08:00', to: '09:00' }],
      }),
      manager.do(addException, { provider: theirs.providers[0]!, kind: 'away', from: '2027-01-01' }),
      manager.do(addClosure, { location: theirs.location, from: '2027-01-01', name: 'No' }),
      manager.do(weeklyTemplates, { provider: theirs.providers[0]! }),
      stranger.do(removeException, { exception: mine.exception }),
      stranger.do(removeClosure, { closure: closure.closure }),
      stranger.do(changeVisitType, { visitType: clinic.followUp, minutes: 5 }),
    ].map(refusalOf),
  )
  expect(ends.map(refused => refused.kind)).toEqual(Array(8).fill('missing'))
})
