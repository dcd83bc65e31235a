import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { addException } from '../setting-up/add-exception.ts'
import { addHolidayRule } from '../setting-up/add-holiday-rule.ts'
import { addVisitType } from '../setting-up/add-visit-type.ts'
import { changeVisitType } from '../setting-up/change-visit-type.ts'
import { setProviderVisitTypes } from '../setting-up/set-provider-visit-types.ts'
import { setWeeklyTemplate } from '../setting-up/set-weekly-template.ts'
import { bookAppointment } from './book-appointment.ts'
import { holdSlot } from './hold-slot.ts'
import { moveAppointment } from './move-appointment.ts'

const world = await openWorld()
const manager = world.as('manager')
const desk = world.as('secretary')
const visits = async () =>
  (await world.asOwner<{ n: number }>('select count(*)::int as n from schedule.appointment'))[0]!.n

test('a provider has a length of their own, or does not hold a visit type; who is not named does as it says', async () => {
  const { providers, patients, followUp } = await openClinic(world, { providers: 2, patients: 3 })
  const [slow, plain] = providers as [never, never]
  const at = (provider: never, n: number, time: string) => ({
    patient: patients[n]!,
    visitType: followUp,
    provider,
    date: '2026-12-01',
    time,
  })
  await manager.do(setProviderVisitTypes, { visitType: followUp, own: [{ provider: slow, minutes: 35 }] })
  const own = await desk.do(bookAppointment, at(slow, 0, '09:00'))
  const usual = await desk.do(bookAppointment, at(plain, 1, '09:00'))
  const said = await desk.do(bookAppointment, { ...at(slow, 1, '10:00'), minutes: 10 })
  expect([own.minutes, usual.minutes, said.minutes]).toEqual([35, 20, 10])
  // 11:30 and 35 minutes: past noon.
  expect((await refusalOf(desk.do(bookAppointment, at(slow, 2, '11:30')))).code).toBe('schedule.outside-hours')

  await manager.do(setProviderVisitTypes, { visitType: followUp, own: [{ provider: slow, offered: false }] })
  const before = await visits()
  const refused = await refusalOf(desk.do(bookAppointment, at(slow, 2, '15:00')))
  expect([refused.code, refused.facts]).toEqual(['schedule.not-offered', { provider: slow, visitType: followUp }])
  expect((await refusalOf(desk.do(holdSlot, { ...at(slow, 2, '15:00'), forMinutes: 5 }))).code).toBe(
    'schedule.not-offered',
  )
  expect((await refusalOf(desk.do(moveAppointment, { appointment: usual.id, provider: slow }))).code).toBe(
    'schedule.not-offered',
  )
  expect(await visits()).toBe(before)
  // Those there already may still move within the day.
  expect((await desk.do(moveAppointment, { appointment: own.id, date: '2026-12-01', time: '14:00' })).minutes).toBe(35)
  await manager.do(setProviderVisitTypes, { visitType: followUp, own: [{ provider: slow }] })
  expect((await desk.do(bookAppointment, at(slow, 2, '15:00'))).minutes).toBe(20)
})

test('hours kept for a visit type take it alone, until they are released', async () => {
  const { providers, patients, followUp, procedure, location } = await openClinic(world, { providers: 1, hours: false })
  const provider = providers[0]!
  await manager.do(setWeeklyTemplate, {
    provider,
    validFrom: '2026-11-01',
    hours: [
      {
        weekday: 2,
        location,
        from: '08:00',
        to: '12:00',
        name: 'Procedures',
        visitTypes: [procedure],
        releaseHours: 48,
      },
      { weekday: 2, location, from: '12:00', to: '16:00' },
    ],
  })
  const at = (time: string, despite?: ['reserved']) => ({
    patient: patients[0]!,
    visitType: followUp,
    provider,
    date: '2026-12-08',
    time,
    despite,
  })
  const refused = await refusalOf(desk.do(bookAppointment, at('09:00')))
  expect([refused.code, refused.facts.session, refused.facts.releasedAt]).toEqual([
    'schedule.reserved',
    'Procedures',
    '2026-12-06T13:00:00Z',
  ])
  expect(refused.facts.for).toMatchObject({ reserve: null, visitTypes: [expect.stringContaining('Procedure')] })
  // Half in the kept session, half beside it.
  expect((await refusalOf(desk.do(bookAppointment, at('11:50')))).code).toBe('schedule.reserved')
  expect((await refusalOf(desk.do(holdSlot, { ...at('09:00'), forMinutes: 5 }))).code).toBe('schedule.reserved')
  await desk.do(bookAppointment, { ...at('10:00'), visitType: procedure, patient: patients[1]! })
  const beside = await desk.do(bookAppointment, at('12:00'))
  expect(
    (await refusalOf(desk.do(moveAppointment, { appointment: beside.id, date: '2026-12-08', time: '08:00' }))).code,
  ).toBe('schedule.reserved')
  await desk.do(moveAppointment, { appointment: beside.id, date: '2026-12-08', time: '08:00', despite: ['reserved'] })
  world.clock.set('2026-12-06T12:59:59Z')
  expect((await refusalOf(desk.do(bookAppointment, { ...at('09:00'), patient: patients[2]! }))).code).toBe(
    'schedule.reserved',
  )
  world.clock.set('2026-12-06T13:00:00Z')
  expect((await desk.do(bookAppointment, { ...at('09:00'), patient: patients[2]! })).state).toBe('booked')
  world.clock.set('2026-11-24T15:07:00Z')
})

test('hours are kept for the same day, the same week or what is urgent', async () => {
  const { providers, patients, followUp, location } = await openClinic(world, {
    providers: 1,
    patients: 4,
    hours: false,
  })
  const provider = providers[0]!
  await manager.do(setWeeklyTemplate, {
    provider,
    validFrom: '2026-11-01',
    hours: [1, 2, 3, 4, 5, 6, 7].flatMap(weekday => [
      { weekday, location, from: '08:00', to: '10:00', reserve: 'same-day' as const },
      { weekday, location, from: '10:00', to: '12:00', reserve: 'same-week' as const, name: 'This week' },
      { weekday, location, from: '12:00', to: '14:00', reserve: 'urgent' as const },
    ]),
  })
  let n = 0
  const book = (date: string, time: string, urgent = false) =>
    desk.do(bookAppointment, { patient: patients[n++ % 4]!, visitType: followUp, provider, date, time, urgent }).then(
      visit => visit.state as string,
      error => error.code,
    )
  // It is Tuesday 24 November, 10:07; the week goes to Sunday 29 November.
  world.clock.set('2026-11-24T12:00:00Z')
  expect(await book('2026-11-24', '08:00')).toBe('booked')
  expect(await book('2026-11-25', '08:00')).toBe('schedule.reserved')
  expect(await book('2026-11-29', '10:00')).toBe('booked')
  expect(await book('2026-11-30', '10:00')).toBe('schedule.reserved')
  expect(await book('2026-11-24', '12:00')).toBe('schedule.reserved')
  expect(await book('2026-11-24', '12:00', true)).toBe('booked')
  world.clock.set('2026-11-24T15:07:00Z')
})

test('notice and horizon are kept, and booked over knowingly', async () => {
  const { providers, patients, followUp } = await openClinic(world, { providers: 1, patients: 3 })
  const provider = providers[0]!
  await manager.do(changeVisitType, { visitType: followUp, noticeMinutes: 180, horizonDays: 30 })
  const at = (n: number, date: string, time: string) => ({
    patient: patients[n]!,
    visitType: followUp,
    provider,
    date,
    time,
  })
  const soon = await refusalOf(desk.do(bookAppointment, at(0, '2026-11-24', '13:00')))
  expect([soon.code, soon.facts]).toEqual([
    'schedule.notice',
    { why: 'notice', noticeMinutes: 180, earliest: '2026-11-24T18:07:00Z' },
  ])
  expect((await desk.do(bookAppointment, at(0, '2026-11-24', '13:10'))).state).toBe('booked')
  const far = await refusalOf(desk.do(bookAppointment, at(1, '2026-12-25', '09:00')))
  expect([far.code, far.facts]).toEqual(['schedule.notice', { why: 'horizon', horizonDays: 30, latest: '2026-12-24' }])
  const visit = await desk.do(bookAppointment, at(1, '2026-12-24', '09:00'))
  expect(
    (await refusalOf(desk.do(moveAppointment, { appointment: visit.id, date: '2026-12-28', time: '09:00' }))).code,
  ).toBe('schedule.notice')
  await desk.do(bookAppointment, { ...at(2, '2026-12-28', '09:00'), despite: ['notice'] })
})

test('new patients only, established ones only: a warning, by whether somebody was here in three years', async () => {
  const { providers, patients, followUp } = await openClinic(world, { providers: 1, patients: 3 })
  const provider = providers[0]!
  const intake = await manager.do(addVisitType, { name: 'Intake', shortName: 'intake', minutes: 40, forWhom: 'new' })
  const at = (n: number, date: string) => ({
    patient: patients[n]!,
    visitType: intake.id,
    provider,
    date,
    time: '09:00',
  })
  await desk.do(bookAppointment, at(0, '2026-12-01'))
  const again = await refusalOf(desk.do(bookAppointment, at(0, '2026-12-02')))
  expect([again.code, again.facts]).toEqual(['schedule.for-whom', { forWhom: 'new' }])
  await desk.do(bookAppointment, { ...at(0, '2026-12-02'), despite: ['for-whom'] })
  await manager.do(changeVisitType, { visitType: followUp, forWhom: 'established' })
  const stranger = { ...at(1, '2026-12-03'), visitType: followUp }
  expect((await refusalOf(desk.do(bookAppointment, stranger))).facts).toEqual({ forWhom: 'established' })
  expect((await desk.do(bookAppointment, { ...stranger, patient: patients[0]! })).state).toBe('booked')
})

test('what the desk may not book, a provider may; and what nobody here may, nobody books', async () => {
  const { providers, patients } = await openClinic(world, { providers: 1, patients: 2 })
  const type = await manager.do(addVisitType, { name: 'Own', shortName: 'own', minutes: 20, bookableBy: ['provider'] })
  const at = (n: number, date: string) => ({
    patient: patients[n]!,
    visitType: type.id,
    provider: providers[0]!,
    date,
    time: '09:00',
  })
  const refused = await refusalOf(desk.do(bookAppointment, at(0, '2026-12-01')))
  expect([refused.code, refused.facts]).toEqual(['schedule.not-bookable-here', { bookableBy: ['provider'] }])
  const booked = await world.as('provider').do(bookAppointment, at(0, '2026-12-01'))
  // It may still be moved by the desk.
  expect((await desk.do(moveAppointment, { appointment: booked.id, date: '2026-12-02', time: '10:00' })).state).toBe(
    'booked',
  )
  await manager.do(changeVisitType, { visitType: type.id, bookableBy: ['portal'] })
  expect((await refusalOf(world.as('provider').do(bookAppointment, at(1, '2026-12-01')))).code).toBe(
    'schedule.not-bookable-here',
  )
})

test('only a room of the wanted kind will do', async () => {
  const { providers, patients, procedure, rooms } = await openClinic(world, { providers: 1, patients: 2, rooms: 2 })
  await manager.do(changeVisitType, { visitType: procedure, roomKind: 'procedure' })
  const at = { patient: patients[0]!, visitType: procedure, provider: providers[0]!, date: '2026-12-01', time: '09:00' }
  const none = await refusalOf(desk.do(bookAppointment, at))
  expect([none.code, none.facts.resource]).toEqual(['schedule.slot-taken', 'any-room'])
  await world.asOwner(`update practice.room set kind = 'procedure' where id = $1`, [rooms[1]])
  expect((await desk.do(bookAppointment, at)).room).toBe(rooms[1])
})

test('holidays, meetings and alternate weeks close the quick way as well as the slow one', async () => {
  const { providers, patients, followUp, location } = await openClinic(world, { providers: 1, hours: false })
  const provider = providers[0]!
  await manager.do(setWeeklyTemplate, {
    provider,
    validFrom: '2026-11-01',
    hours: [1, 2, 3, 4, 5].map(weekday => ({ weekday, location, from: '08:00', to: '12:00', everyWeeks: 2, week: 0 })),
  })
  const book = (date: string, time = '09:00') =>
    desk.do(bookAppointment, { patient: patients[0]!, visitType: followUp, provider, date, time }).then(
      () => 'booked',
      error => `${error.code} ${error.facts.why} ${error.facts.name}`,
    )
  // Week 2969 begins on 30 November 2026: odd.
  expect(await book('2026-12-01')).toBe('schedule.outside-hours closed null')
  expect(await book('2026-12-08')).toBe('booked')
  await manager.do(addHolidayRule, { name: 'Founders Day', kind: 'fixed', month: 12, day: 9 })
  expect(await book('2026-12-09')).toBe('schedule.outside-hours holiday Founders Day')
  expect(await book('2026-12-10')).toBe('booked')
  await manager.do(addException, {
    provider,
    kind: 'meeting',
    from: '2026-12-11',
    fromTime: '08:00',
    toTime: '09:30',
    reason: 'Rounds',
  })
  expect(await book('2026-12-11')).toBe('schedule.outside-hours away Rounds')
  expect(await book('2026-12-11', '09:30')).toBe('booked')
})
