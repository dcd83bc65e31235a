import { expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { mergePatients } from '../patients/merge-patients.ts'
import { undoMerge } from '../patients/undo-merge.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { cancelAppointment } from '../schedule/booking/cancel-appointment.ts'
import { openClinic } from '../schedule/clinic.fixture.ts'
import { addWish } from './add-wish.ts'
import { changeWish } from './change-wish.ts'
import { drain } from './drain.fixture.ts'
import { freedTime } from './freed-time.ts'
import { freedTimes } from './freed-times.ts'
import { offerTime } from './offer-time.ts'
import { openWishes } from './open-wishes.ts'
import { takeAnswer } from './take-answer.ts'
import { wantEarlier } from './want-earlier.ts'
import { withdrawWish } from './withdraw-wish.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 3, patients: 8 })
const desk = world.as('secretary')
const [lee, ng, patel] = clinic.providers as [Id<'provider'>, Id<'provider'>, Id<'provider'>]
const [one, two, three, four, five, six, seven, eight] = clinic.patients as Id<'patient'>[]
const followUp = clinic.followUp

async function freedAt(provider: Id<'provider'>, date: string, time: string) {
  const visit = await desk.do(bookAppointment, { patient: eight!, visitType: followUp, provider, date, time })
  await desk.do(cancelAppointment, { appointment: visit.id })
  await drain(world)
  const { times } = await desk.do(freedTimes, {})
  return times.find(found => found.startsAt === visit.startsAt && found.provider === provider)!
}

it('exact times are kept and asked for whole; what ends before it begins is refused under its field', async () => {
  const wish = await desk.do(addWish, {
    patient: two!,
    visitType: followUp,
    weekdays: [2],
    fromTime: '15:30',
    toTime: '17:00',
  })
  expect(wish).toMatchObject({ weekdays: [2], fromTime: '15:30', toTime: '17:00' })
  for (const [input, path] of [
    [{ fromTime: '15:30', toTime: '15:30' }, 'toTime'],
    [{ firstDay: '2026-12-02', lastDay: '2026-12-01' }, 'lastDay'],
  ] as const) {
    const no = { code: 'platform.invalid-input', facts: { fields: [expect.objectContaining({ path })] } }
    await expect(desk.do(addWish, { patient: two!, visitType: followUp, ...input })).rejects.toMatchObject(no)
    await expect(desk.do(changeWish, { wish: wish.id, ...input })).rejects.toMatchObject(no)
  }
  const { wishes } = await desk.do(openWishes, { patient: two! })
  expect(wishes).toMatchObject([{ id: wish.id, fromTime: '15:30', toTime: '17:00', version: 1 }])
  await desk.do(withdrawWish, { wish: wish.id })
})

it('a wish is changed whole; an older version is told, a closed one refused', async () => {
  const wish = await desk.do(addWish, { patient: one!, visitType: followUp, providers: [lee], weekdays: [2, 4] })
  const changed = await desk.do(changeWish, { wish: wish.id, version: 1, part: 'am', urgency: 'soon' })
  expect(changed).toMatchObject({ version: 2, providers: [], weekdays: [], part: 'am', urgency: 'soon' })
  await expect(desk.do(changeWish, { wish: wish.id, version: 1 })).rejects.toMatchObject({
    code: 'waitlist.changed-meanwhile',
    facts: { version: 2 },
  })
  await desk.do(withdrawWish, { wish: wish.id })
  await expect(desk.do(changeWish, { wish: wish.id })).rejects.toMatchObject({ code: 'waitlist.wish-closed' })
})

it('a visit waits with its own provider, with a team, or with anybody', async () => {
  const pool = newId<'pool'>()
  await world.inside(async ctx => {
    await ctx.sql`insert into schedule.pool (practice_id, id, name) values (${ctx.practice}, ${pool}, 'Red team')`
    await ctx.sql`insert into schedule.pool_member (practice_id, pool_id, provider_id) values (${ctx.practice}, ${pool}, ${ng})`
  })
  const visitOf = async (patient: Id<'patient'>, time: string) =>
    (await desk.do(bookAppointment, { patient, visitType: followUp, provider: lee, date: '2026-12-10', time })).id
  const own = await desk.do(wantEarlier, { appointment: await visitOf(one!, '09:00') })
  const team = await desk.do(wantEarlier, { appointment: await visitOf(two!, '09:20'), pools: [pool] })
  const any = await desk.do(wantEarlier, { appointment: await visitOf(three!, '09:40'), anybody: true })
  expect(own.providers.map(provider => provider.id)).toEqual([lee])
  expect(team).toMatchObject({ providers: [], pools: [{ id: pool, name: 'Red team' }] })
  const fits = async (provider: Id<'provider'>) => {
    const time = await freedAt(provider, '2026-12-03', '09:00')
    return (await desk.do(freedTime, { time: time.id })).candidates.map(candidate => candidate.wish)
  }
  expect(await fits(lee)).toEqual([own.id, any.id])
  expect(await fits(ng)).toEqual([team.id, any.id])
  expect(await fits(patel)).toEqual([any.id])
  for (const wish of [own, team, any]) await desk.do(withdrawWish, { wish: wish.id })
})

it('what does not fit, or cannot be booked, is refused and leaves nothing', async () => {
  const time = await freedAt(lee, '2026-12-04', '10:00')
  const late = await desk.do(addWish, { patient: four!, visitType: followUp, part: 'evening' })
  await expect(desk.do(offerTime, { time: time.id, wish: late.id })).rejects.toMatchObject({
    code: 'waitlist.does-not-fit',
    facts: { why: 'time' },
  })
  const elsewhere = await desk.do(addWish, { patient: five!, visitType: followUp, providers: [ng] })
  await expect(desk.do(takeAnswer, { time: time.id, wish: elsewhere.id, answer: 'yes' })).rejects.toMatchObject({
    code: 'waitlist.does-not-fit',
    facts: { why: 'provider' },
  })
  // Who sits with somebody else then is not offered the time at all.
  const busy = await desk.do(addWish, { patient: six!, visitType: followUp })
  await desk.do(bookAppointment, {
    patient: six!,
    visitType: followUp,
    provider: ng,
    date: '2026-12-04',
    time: '10:00',
  })
  expect((await desk.do(freedTime, { time: time.id })).candidates).toEqual([])
  await expect(desk.do(offerTime, { time: time.id, wish: busy.id })).rejects.toMatchObject({
    code: 'waitlist.does-not-fit',
  })
  const [offers] = await world.asOwner<{ n: number }>(
    'select count(*)::int as n from waitlist.offer where freed_id = $1',
    [time.id],
  )
  expect(offers!.n).toBe(0)
})

it('an offer whose patient got another visit meanwhile cannot be booked by the desk, and says why', async () => {
  const time = await freedAt(lee, '2026-12-07', '10:00')
  await world.asOwner('update patients.patient set email = $2 where id = $1', [seven, 'seven@example.org'])
  const wish = await desk.do(addWish, { patient: seven!, visitType: followUp })
  await desk.do(offerTime, { time: time.id, wish: wish.id })
  await desk.do(bookAppointment, {
    patient: seven!,
    visitType: followUp,
    provider: ng,
    date: '2026-12-07',
    time: '10:00',
  })
  await expect(desk.do(takeAnswer, { time: time.id, wish: wish.id, answer: 'yes' })).rejects.toMatchObject({
    code: 'waitlist.not-booked',
    facts: { why: 'patient-already-booked' },
  })
  expect((await desk.do(freedTime, { time: time.id })).offers.map(offer => offer.state)).toEqual(['open'])
  await expect(desk.do(offerTime, { time: time.id, wish: wish.id })).rejects.toMatchObject({
    code: 'waitlist.already-asked',
  })
})

it('wishes follow a patient whose record is merged, and come back', async () => {
  const wish = await desk.do(addWish, { patient: one!, visitType: followUp })
  const manager = world.as('manager')
  const { merge } = await manager.do(mergePatients, { from: one!, into: two!, reason: 'Registered twice' })
  expect((await desk.do(openWishes, { patient: two! })).wishes.map(found => found.id)).toEqual([wish.id])
  await expect(desk.do(addWish, { patient: one!, visitType: followUp })).rejects.toMatchObject({
    code: 'patients.merged-away',
  })
  await manager.do(undoMerge, { merge })
  expect((await desk.do(openWishes, { patient: one! })).wishes.map(found => found.id)).toEqual([wish.id])
})
