import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorkerIn } from '../../../test/job-times.ts'
import { openWorld, WORLD_NOW } from '../../../test/world.ts'
import type { InputOf, OutputOf } from '../../core/contract.ts'
import { type Id, newId } from '../../core/id.ts'
import { buildWebServer } from '../../servers/web-api/server.ts'
import { openMessages } from '../calls/messages/open-messages.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { cancelAppointment } from '../schedule/booking/cancel-appointment.ts'
import { moveAppointment } from '../schedule/booking/move-appointment.ts'
import { releaseHold } from '../schedule/booking/release-hold.ts'
import { openClinic, overlaps } from '../schedule/clinic.fixture.ts'
import { patientAppointments } from '../schedule/patient-appointments.ts'
import { addWish } from './add-wish.ts'
import { changeSetting } from './change-setting.ts'
import type { answerOffer, OfferPage } from './contract.ts'
import { drain, mailTo } from './drain.fixture.ts'
import { freedTime } from './freed-time.ts'
import { freedTimes } from './freed-times.ts'
import { tend } from './jobs.ts'
import { keepFree } from './keep-free.ts'
import { matchesForOpening } from './matches-for-opening.ts'
import { matchesForVisit } from './matches-for-visit.ts'
import { offerTime } from './offer-time.ts'
import { openWishes } from './open-wishes.ts'
import { reopenWish } from './reopen-wish.ts'
import { runTime } from './run-time.ts'
import { setting } from './setting.ts'
import { skipCandidate } from './skip-candidate.ts'
import { takeAnswer } from './take-answer.ts'
import { wantEarlier } from './want-earlier.ts'
import { withdrawOffer } from './withdraw-offer.ts'
import { withdrawWish } from './withdraw-wish.ts'

const world = await openWorld({ max: 12 })
const clinic = await openClinic(world, { providers: 1, patients: 0 })
const { fastify, close } = await buildWebServer(world.app, { version: 'test', requestsPerMinute: 1_000_000 })
afterAll(close)
const desk = world.as('secretary')
const manager = world.as('manager')
const [lee] = clinic.providers as [Id<'provider'>]

// Each test plays on a day of its own, so that none meets another's visits.
let day = '2026-11-30'
beforeEach(() => {
  world.clock.set(WORLD_NOW)
  const next = Temporal.PlainDate.from(day).add({ days: 1 })
  day = (next.dayOfWeek > 5 ? next.add({ days: 8 - next.dayOfWeek }) : next).toString()
})
beforeEach(async () => {
  await world.asOwner('delete from graphile_worker._private_jobs')
  await world.asOwner('delete from platform.event_waiting')
  await world.asOwner(
    `update waitlist.wish set state = 'withdrawn', closed_at = $1 where state = 'open' and practice_id = $2`,
    [WORLD_NOW.toString(), world.practice],
  )
  await refill({})
})

const refill = (more: Partial<InputOf<typeof changeSetting.contract>>) =>
  manager.do(changeSetting, {
    mode: 'by-itself',
    manner: 'one-after-another',
    minutesEach: 30,
    atOnce: 3,
    fromTime: '08:00',
    toTime: '20:00',
    tasksTo: null,
    ...more,
  })

let made = 0
async function newPatient(given: { email?: string; language?: string; phone?: string; name?: string } = {}) {
  const id = newId<'patient'>()
  made++
  const { email = `patient${made}@example.org`, language = '', phone, name = `Jo${made}` } = given
  await world.inside(async ctx => {
    await ctx.sql`
      insert into patients.patient (practice_id, id, chart_number, family, given, family_n, given_n, registered_at, email, language)
      values (${ctx.practice}, ${id}, ${`W${made}`}, 'Fictional', ${name}, 'fictional', 'jo', ${ctx.now.toString()}, ${email}, ${language})`
    if (phone) {
      await ctx.sql`
        insert into patients.phone (practice_id, id, patient_id, e164, kind, place) values (${ctx.practice}, ${newId()}, ${id}, ${phone}, 'mobile', 1)`
    }
  })
  return id
}

const book = async (time: string, patient?: Id<'patient'>, more: { date?: string; minutes?: number } = {}) =>
  desk.do(bookAppointment, {
    patient: patient ?? (await newPatient()),
    visitType: clinic.followUp,
    provider: lee,
    date: more.date ?? day,
    time,
    ...(more.minutes ? { minutes: more.minutes } : {}),
  })
const wish = async (patient: Id<'patient'>, more: Partial<InputOf<typeof addWish.contract>> = {}) =>
  desk.do(addWish, { patient, visitType: clinic.followUp, firstDay: day, lastDay: day, ...more })
/** Somebody cancels, and the worker does what follows. */
async function free(time: string, more: { minutes?: number } = {}) {
  const visit = await book(time, undefined, more)
  await desk.do(cancelAppointment, { appointment: visit.id })
  await drain(world)
  return visit
}
const freed = async (time?: string) => {
  const { times } = await desk.do(freedTimes, {})
  const found = times.filter(one => one.startsAt.startsWith(day) && (!time || hour(one.startsAt) === time))
  if (found.length === 0) throw new Error('no such freed time')
  return desk.do(freedTime, { time: found[0]!.id })
}
const settled = async () =>
  (await desk.do(freedTimes, { settled: true })).times.filter(one => one.startsAt.startsWith(day))
const hour = (at: string) =>
  Temporal.Instant.from(at).toZonedDateTimeISO(clinic.zone).toPlainTime().toString({ smallestUnit: 'minute' })
const mail = (to: string) => mailTo(world, to)
const emailOf = async (patient: string) =>
  (await world.asOwner<{ email: string }>('select email from patients.patient where id = $1', [patient]))[0]!.email
const tokenFor = async (patient: string) => {
  const token = mail(await emailOf(patient)).at(-1)?.token
  if (!token) throw new Error('no message with a link')
  return token
}
async function say(token: string, answer: 'yes' | 'no', from = '198.51.100.7'): Promise<OutputOf<typeof answerOffer>> {
  const reply = await fastify.inject({
    method: 'POST',
    url: '/api/waitlist/answer-offer',
    remoteAddress: from,
    payload: { token, answer },
  })
  return reply.json()
}
const see = async (token: string, from = '198.51.100.7') =>
  fastify.inject({ url: `/api/waitlist/offer-page?token=${token}`, remoteAddress: from })
const visitsOf = async (patient: Id<'patient'>) =>
  (await desk.do(patientAppointments, { patient })).upcoming.map(
    visit => `${visit.startsAt.slice(0, 10)} ${hour(visit.startsAt)}`,
  )

describe('one after another', () => {
  it('a cancelled visit goes to the next by rank: held for the one who is asked, booked by their yes', async () => {
    const [later, sooner] = [await newPatient(), await newPatient()]
    await wish(later)
    world.clock.advance({ minutes: 1 })
    await wish(sooner, { urgency: 'soon', note: 'Calls back quickly' })
    await free('09:00')
    const { time, offers, candidates } = await freed()
    expect(time).toMatchObject({ why: 'cancelled', runs: true, asked: 1, candidates: 2 })
    expect(offers).toMatchObject([{ patient: sooner, state: 'open', how: 'e-mail' }])
    expect(candidates.map(one => one.patient)).toEqual([])
    await expect(book('09:00')).rejects.toMatchObject({ code: 'schedule.slot-taken' })
    const token = await tokenFor(sooner)
    const page = (await see(token)).json() as OfferPage
    expect(page).toMatchObject({ state: 'open', providerName: 'Ada Tester001, MD', language: 'en', instead: null })
    expect(hour(page.startsAt)).toBe('09:00')
    expect(await say(token, 'yes')).toMatchObject({ state: 'yes' })
    await drain(world)
    expect(await visitsOf(sooner)).toEqual([`${day} 09:00`])
    expect(await visitsOf(later)).toEqual([])
    expect((await settled()).map(one => one.state)).toEqual(['taken'])
    expect(mail(await emailOf(sooner)).at(-1)!.text).toContain('Your time is booked')
    expect((await desk.do(openWishes, { patient: sooner })).wishes).toEqual([])
    expect((await desk.do(openWishes, { patient: later })).wishes).toHaveLength(1)
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  })

  it('a message names day, time, place and person, and nothing about the visit', async () => {
    const patient = await newPatient({ language: 'es', name: 'Lucía' })
    await wish(patient, { note: 'Diabetes' })
    await free('09:00')
    const { text } = mail(await emailOf(patient))[0]!
    const plain = decodeURIComponent(text.replace(/=([0-9A-F]{2})/g, '%$1'))
    expect(plain).toContain('Hola Lucía')
    expect(plain).toContain('9:00 a.m.')
    expect(plain).not.toMatch(/Follow-up|Fictional|Diabetes|fu/)
  })

  it('no, or silence, goes on to the next; the wish stays', async () => {
    const [first, second, third] = [await newPatient(), await newPatient(), await newPatient()]
    for (const one of [first, second, third]) {
      await wish(one)
      world.clock.advance({ minutes: 1 })
    }
    await free('09:00')
    expect(await say(await tokenFor(first), 'no')).toMatchObject({ state: 'no' })
    await drain(world)
    expect((await freed()).offers.map(one => [one.patient, one.state])).toEqual([
      [second, 'open'],
      [first, 'no'],
    ])
    world.clock.advance({ minutes: 30 })
    await drain(world)
    expect((await freed()).offers.map(one => [one.patient, one.state])).toEqual([
      [third, 'open'],
      [second, 'ended'],
      [first, 'no'],
    ])
    expect((await see(await tokenFor(second))).json()).toMatchObject({ state: 'ended' })
    expect(await say(await tokenFor(second), 'yes')).toMatchObject({ state: 'ended' })
    expect(await visitsOf(second)).toEqual([])
    expect((await desk.do(openWishes, {})).total).toBe(3)
  })

  it('an existing visit comes forward, and its own time is free for the next', async () => {
    const patient = await newPatient()
    const visit = await book('15:00', patient)
    const waiting = await desk.do(wantEarlier, { appointment: visit.id })
    expect(waiting).toMatchObject({ providers: [{ id: lee }], visit: { id: visit.id }, noticeMinutes: 120 })
    const another = await newPatient()
    await wish(another, { part: 'pm' })
    await free('09:00')
    expect((await see(await tokenFor(patient))).json()).toMatchObject({ instead: visit.startsAt })
    expect(await say(await tokenFor(patient), 'yes')).toMatchObject({ state: 'yes' })
    await drain(world)
    expect(await visitsOf(patient)).toEqual([`${day} 09:00`])
    expect((await freed('15:00')).time).toMatchObject({ why: 'moved', asking: [{ how: 'e-mail' }] })
    expect(await say(await tokenFor(another), 'yes')).toMatchObject({ state: 'yes' })
    expect(await visitsOf(another)).toEqual([`${day} 15:00`])
  })

  it('a double tap is one booking and one answer', async () => {
    const patient = await newPatient()
    await wish(patient)
    await free('09:00')
    const token = await tokenFor(patient)
    const answers = await Promise.all([say(token, 'yes'), say(token, 'yes'), say(token, 'yes')])
    expect(answers.map(answer => answer.state)).toEqual(['yes', 'yes', 'yes'])
    expect(await visitsOf(patient)).toEqual([`${day} 09:00`])
    // A no after the yes does not cancel: the page says what stands.
    expect(await say(token, 'no')).toMatchObject({ state: 'yes' })
  })

  it('a yes when the time went elsewhere meanwhile books nothing and says so; the wish stays', async () => {
    const patient = await newPatient()
    await wish(patient)
    await free('09:00')
    const token = await tokenFor(patient)
    const [held] = await world.asOwner<{ id: Id<'hold'> }>(
      'select id from schedule.hold where starts_at = (select max(starts_at) from waitlist.offer where patient_id = $1)',
      [patient],
    )
    await desk.do(releaseHold, { hold: held!.id })
    await book('09:00')
    expect(await say(token, 'yes')).toMatchObject({ state: 'gone' })
    expect(await visitsOf(patient)).toEqual([])
    expect((await desk.do(openWishes, { patient })).wishes).toHaveLength(1)
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  })

  it('a longer time leaves a rest, which is a freed time of its own', async () => {
    const [one, two] = [await newPatient(), await newPatient()]
    await wish(one)
    await wish(two)
    await free('09:00', { minutes: 40 })
    expect(await say(await tokenFor(one), 'yes')).toMatchObject({ state: 'yes' })
    await drain(world)
    expect((await freed('09:20')).time).toMatchObject({ why: 'left-over', asking: [{ how: 'e-mail' }] })
    expect(await say(await tokenFor(two), 'yes')).toMatchObject({ state: 'yes' })
    expect(await visitsOf(two)).toEqual([`${day} 09:20`])
  })
})

describe('several at once', () => {
  it('two say yes at the same moment: one is booked, the other is told kindly and stays on the list', async () => {
    await refill({ manner: 'at-once', atOnce: 2 })
    for (let round = 0; round < 4; round++) {
      const patients = [await newPatient(), await newPatient(), await newPatient()] as const
      for (const one of patients) await wish(one)
      await free(`${10 + round}:00`.replace('12:00', '14:00'))
      const [one, two] = [await tokenFor(patients[0]), await tokenFor(patients[1])]
      expect(mail(await emailOf(patients[2]))).toEqual([])
      const answers = await Promise.all([say(one, 'yes'), say(two, 'yes')])
      expect(answers.map(answer => answer.state).sort()).toEqual(['gone', 'yes'])
      await drain(world)
      const loser = patients[answers[0]!.state === 'yes' ? 1 : 0]
      expect(mail(await emailOf(loser)).at(-1)!.text).toContain('has been taken')
      expect((await desk.do(openWishes, { patient: loser })).wishes).toHaveLength(1)
      expect(await visitsOf(loser)).toEqual([])
      await world.asOwner(`update waitlist.wish set state = 'withdrawn', closed_at = $1 where state = 'open'`, [
        WORLD_NOW.toString(),
      ])
    }
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  })

  it('nothing is held: the desk may book, and who was asked learns that it is gone', async () => {
    await refill({ manner: 'at-once' })
    const patient = await newPatient()
    await wish(patient)
    await free('09:00')
    const token = await tokenFor(patient)
    await book('09:00')
    await drain(world)
    expect((await settled()).map(one => one.state)).toEqual(['gone'])
    expect(await say(token, 'yes')).toMatchObject({ state: 'gone' })
    expect(mail(await emailOf(patient)).at(-1)!.text).toContain('has been taken')
  })
})

describe('staff steer', () => {
  it('proposes: candidates with reasons, nobody asked until staff say so', async () => {
    await refill({ mode: 'propose' })
    const [one, two] = [await newPatient(), await newPatient()]
    await wish(one, { providers: [lee] })
    const second = await wish(two)
    await free('09:00')
    const { time, offers, candidates } = await freed()
    expect([time.runs, offers]).toEqual([false, []])
    expect(candidates.map(candidate => candidate.patient)).toEqual([one, two])
    expect(candidates[0]!.reasons.map(reason => reason.what)).toEqual(['own-provider', 'exact-length', 'notice'])
    const asked = await desk.do(offerTime, { time: time.id, wish: second.id })
    expect(asked.how).toBe('e-mail')
    await expect(desk.do(offerTime, { time: time.id, wish: second.id })).rejects.toMatchObject({
      code: 'waitlist.already-asked',
    })
    await drain(world)
    const token = await tokenFor(two)
    await desk.do(withdrawOffer, { offer: asked.offer })
    await expect(desk.do(withdrawOffer, { offer: asked.offer })).rejects.toMatchObject({
      code: 'waitlist.offer-settled',
    })
    expect(await say(token, 'yes')).toMatchObject({ state: 'withdrawn' })
    expect((await freed()).offers.map(offer => offer.state)).toEqual(['withdrawn'])
  })

  it('skip, pause, let run', async () => {
    await refill({ mode: 'propose' })
    const [one, two] = [await newPatient(), await newPatient()]
    const first = await wish(one)
    world.clock.advance({ minutes: 1 })
    await wish(two)
    await free('09:00')
    const { time } = await freed()
    await desk.do(skipCandidate, { time: time.id, wish: first.id })
    await drain(world)
    expect((await freed()).candidates.map(one => one.patient)).toEqual([two])
    await desk.do(runTime, { time: time.id, runs: true })
    await drain(world)
    expect((await freed()).time.asking).toHaveLength(1)
    await desk.do(runTime, { time: time.id, runs: false })
    world.clock.advance({ minutes: 31 })
    await drain(world)
    expect((await freed()).offers[0]).toMatchObject({ patient: two, state: 'ended' })
  })

  it('a yes on the telephone books at once, past whoever is being asked', async () => {
    const [one, two] = [await newPatient(), await newPatient()]
    await wish(one)
    world.clock.advance({ minutes: 1 })
    const second = await wish(two)
    await free('09:00')
    const token = await tokenFor(one)
    const { time } = await freed()
    const answer = await desk.do(takeAnswer, { time: time.id, wish: second.id, answer: 'yes' })
    expect(answer.appointment).not.toBeNull()
    expect(await visitsOf(two)).toEqual([`${day} 09:00`])
    expect(await say(token, 'yes')).toMatchObject({ state: 'gone' })
    await expect(desk.do(takeAnswer, { time: time.id, wish: second.id, answer: 'no' })).rejects.toMatchObject({
      code: 'waitlist.time-settled',
    })
  })

  it('who has a telephone only becomes a callback that is due when the time to answer is up', async () => {
    const patient = await newPatient({ email: '', phone: '+12125550142' })
    const waiting = await wish(patient)
    await free('09:00')
    const { offers, time } = await freed()
    expect(offers).toMatchObject([{ how: 'phone', state: 'open', phone: '+12125550142' }])
    const { messages } = await desk.do(openMessages, { whose: 'all', patient })
    expect(messages).toMatchObject([{ dueAt: offers[0]!.expiresAt, priority: 'urgent', number: '+12125550142' }])
    await desk.do(takeAnswer, { time: time.id, wish: waiting.id, answer: 'yes' })
    expect(await visitsOf(patient)).toEqual([`${day} 09:00`])
    expect((await desk.do(openMessages, { whose: 'all', patient })).messages).toEqual([])
  })

  it('whom nobody can reach is passed over', async () => {
    const [lost, next] = [await newPatient({ email: '' }), await newPatient()]
    const lostWish = await wish(lost)
    world.clock.advance({ minutes: 1 })
    await wish(next)
    await free('09:00')
    const { offers, time } = await freed()
    expect(offers.map(one => [one.patient, one.state, one.why])).toEqual([
      [next, 'open', ''],
      [lost, 'skipped', 'no-way'],
    ])
    await desk.do(withdrawOffer, { offer: offers[0]!.id })
    await expect(desk.do(offerTime, { time: time.id, wish: lostWish.id })).rejects.toMatchObject({
      code: 'waitlist.no-way',
    })
  })

  it('keeps a time free; a wish taken off the list takes its offer along, and comes back', async () => {
    const patient = await newPatient()
    const waiting = await wish(patient)
    await free('09:00')
    const token = await tokenFor(patient)
    await desk.do(withdrawWish, { wish: waiting.id, why: 'Seen elsewhere' })
    expect(await say(token, 'yes')).toMatchObject({ state: 'withdrawn' })
    await expect(desk.do(withdrawWish, { wish: waiting.id })).rejects.toMatchObject({ code: 'waitlist.wish-closed' })
    await desk.do(reopenWish, { wish: waiting.id })
    await expect(desk.do(reopenWish, { wish: waiting.id })).rejects.toMatchObject({ code: 'waitlist.wish-open' })
    const { time } = await freed()
    await desk.do(keepFree, { time: time.id })
    for (const attempt of [
      () => desk.do(keepFree, { time: time.id }),
      () => desk.do(runTime, { time: time.id, runs: true }),
      () => desk.do(offerTime, { time: time.id, wish: waiting.id }),
      () => desk.do(skipCandidate, { time: time.id, wish: waiting.id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'waitlist.time-settled' })
    }
  })
})

describe('when it is asked', () => {
  it('off: freed times are not looked at', async () => {
    await refill({ mode: 'off' })
    await wish(await newPatient())
    await free('09:00')
    await expect(freed()).rejects.toThrow('no such freed time')
  })

  it('nobody is asked at night by itself: it waits for the morning', async () => {
    const patient = await newPatient()
    await wish(patient)
    world.clock.set('2026-11-25T02:00:00Z') // 21:00 in New York
    await free('09:00')
    expect((await freed()).time).toMatchObject({ asking: [], lookAt: '2026-11-25T13:00:00Z' })
    world.clock.set('2026-11-25T13:00:01Z')
    await tend(world.app)
    await drain(world)
    expect((await freed()).time.asking).toHaveLength(1)
  })

  it('needs the notice the patient asked for, also in the time they have to answer', async () => {
    const start = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime(clinic.zone).toInstant()
    const patient = await newPatient()
    await wish(patient, { noticeMinutes: 120 })
    const visit = await book('09:00')
    world.clock.set(start.subtract({ minutes: 140 }))
    await refill({ fromTime: '00:00', toTime: '23:59' })
    await desk.do(cancelAppointment, { appointment: visit.id })
    await drain(world)
    // 30 minutes each, but the notice leaves 20.
    expect((await freed()).offers[0]!.expiresAt).toBe(start.subtract({ minutes: 120 }).toString())
  })

  it('moving a visit frees where it was; undone and done twice, each step counts once', async () => {
    await refill({ mode: 'propose' })
    const visit = await book('09:00')
    await desk.do(moveAppointment, { appointment: visit.id, date: day, time: '11:00' })
    await drain(world)
    await desk.do(moveAppointment, { appointment: visit.id, date: day, time: '09:00' })
    await drain(world)
    await desk.do(cancelAppointment, { appointment: visit.id })
    await drain(world)
    const { times } = await desk.do(freedTimes, {})
    expect(times.filter(one => one.startsAt.startsWith(day)).map(one => [hour(one.startsAt), one.why])).toEqual([
      ['09:00', 'cancelled'],
      ['11:00', 'moved'],
    ])
    // What was freed first had been taken again by the visit's return, and counted as gone.
    expect((await settled()).map(one => [hour(one.startsAt), one.state])).toEqual([['09:00', 'gone']])
  })

  it('two cannot wait for the same visit to come earlier', async () => {
    const visit = await book('15:00')
    const answers = await Promise.allSettled([
      desk.do(wantEarlier, { appointment: visit.id }),
      desk.do(wantEarlier, { appointment: visit.id }),
      desk.do(wantEarlier, { appointment: visit.id }),
    ])
    expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'waitlist.wish-open' })
    }
    await desk.do(cancelAppointment, { appointment: visit.id })
    await expect(desk.do(wantEarlier, { appointment: visit.id })).rejects.toMatchObject({
      code: 'waitlist.visit-not-movable',
    })
    // A cancelled visit's wish ends, but not before a slip of the hand could be undone.
    await tend(world.app)
    expect((await desk.do(openWishes, {})).total).toBe(1)
    world.clock.advance({ minutes: 16 })
    await tend(world.app)
    expect((await desk.do(openWishes, {})).total).toBe(0)
  })

  it('says how many wait for a visit’s time, before it is given back', async () => {
    await wish(await newPatient())
    await wish(await newPatient(), { part: 'pm' })
    const visit = await book('09:00')
    expect(await desk.do(matchesForVisit, { appointment: visit.id })).toEqual({ people: 1 })
    const { startsAt, endsAt } = visit
    const span = { provider: lee, location: clinic.location, startsAt, endsAt }
    expect(await desk.do(matchesForOpening, span)).toEqual({ people: 1 })
  })

  it('a freed time whose start has come is over', async () => {
    await refill({ mode: 'propose' })
    await free('09:00')
    world.clock.set(Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime(clinic.zone).toInstant())
    await tend(world.app)
    await drain(world)
    expect((await settled()).map(one => one.state)).toEqual(['passed'])
  })
})

describe('the link', () => {
  it('guessed ones find nothing, and after twenty the network waits', async () => {
    const answers: number[] = []
    for (let n = 0; n < 24; n++) answers.push((await see(`guess-${n}`, '203.0.113.9')).statusCode)
    expect(new Set(answers.slice(0, 20))).toEqual(new Set([404]))
    expect(answers.at(-1)).toBe(429)
    expect((await see('guess', '203.0.113.10')).statusCode).toBe(404)
    const patient = await newPatient()
    await wish(patient)
    await free('09:00')
    expect((await see(await tokenFor(patient), '203.0.113.10')).statusCode).toBe(200)
  })

  it('looking books nothing, and the secret is kept nowhere', async () => {
    const patient = await newPatient()
    await wish(patient)
    await free('09:00')
    const token = await tokenFor(patient)
    for (let n = 0; n < 3; n++) expect((await see(token)).json()).toMatchObject({ state: 'open' })
    expect((await fastify.inject({ url: `/api/waitlist/answer-offer?token=${token}&answer=yes` })).statusCode).toBe(404)
    expect(await visitsOf(patient)).toEqual([])
    const tables = ['waitlist.offer', 'outreach.patient_message', 'outreach.patient_message_fact', 'platform.event']
    for (const table of tables) {
      const rows = await world.asOwner(`select 1 from ${table} t where to_jsonb(t)::text like '%' || $1 || '%'`, [
        token,
      ])
      expect(rows, table).toEqual([])
    }
    expect(Object.keys((await see(token)).json()).sort()).toEqual(
      [
        'state',
        'language',
        'practice',
        'phone',
        'firstName',
        'providerName',
        'place',
        'startsAt',
        'endsAt',
        'zone',
        'instead',
        'expiresAt',
      ].sort(),
    )
  })

  it('leads into its own practice and no other', async () => {
    const neighbour = await world.neighbour()
    const patient = await newPatient()
    const waiting = await wish(patient)
    await free('09:00')
    const { time, offers } = await freed()
    const stranger = neighbour.as('manager')
    for (const attempt of [
      () => stranger.do(freedTime, { time: time.id }),
      () => stranger.do(offerTime, { time: time.id, wish: waiting.id }),
      () => stranger.do(takeAnswer, { time: time.id, wish: waiting.id, answer: 'yes' }),
      () => stranger.do(withdrawOffer, { offer: offers[0]!.id }),
      () => stranger.do(withdrawWish, { wish: waiting.id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'platform.not-found' })
    }
    expect(await say(await tokenFor(patient), 'yes')).toMatchObject({
      state: 'yes',
      practice: 'Testing Street Family Medicine',
    })
    expect(
      await world.asOwner('select 1 from schedule.appointment where practice_id = $1', [neighbour.practice]),
    ).toEqual([])
  })
})

it('the worker does all of it by itself', { timeout: 30_000 }, async () => {
  const patient = await newPatient()
  await wish(patient)
  const worker = await startWorkerIn(world)
  try {
    const visit = await book('09:00')
    await desk.do(cancelAppointment, { appointment: visit.id })
    const email = await emailOf(patient)
    await expect.poll(() => mail(email).length, { timeout: 20_000 }).toBe(1)
    expect(await say(mail(email)[0]!.token, 'yes')).toMatchObject({ state: 'yes' })
    await expect.poll(() => mail(email).length, { timeout: 20_000 }).toBe(2)
  } finally {
    await worker.stop()
  }
  expect(await visitsOf(patient)).toEqual([`${day} 09:00`])
  expect(await desk.do(setting, {})).toMatchObject({ mode: 'by-itself' })
})
