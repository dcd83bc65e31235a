import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { cancelAppointment } from '../schedule/booking/cancel-appointment.ts'
import { openClinic } from '../schedule/clinic.fixture.ts'
import { refusalOf } from '../schedule/refusal.fixture.ts'
import { addKiosk } from './add-kiosk.ts'
import { addPerson, openDoor } from './arrivals.fixture.ts'
import { flowFacts } from './flow-facts.ts'
import { listKiosks } from './list-kiosks.ts'
import { revokeKiosk } from './revoke-kiosk.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 40, patients: 1 })
const door = await openDoor(world, clinic.location)
afterAll(door.close)
let turn = 0
const desk = world.as('secretary')
const start = '2026-11-24T15:07:00Z'

/** Each test stands at a place of its own in the network, at 10:07 and with nobody having guessed. */
beforeEach(async () => {
  world.clock.set(start)
  await world.asOwner('delete from arrivals.kiosk_try')
  await world.asOwner('update arrivals.kiosk set resting_until = null')
})

/** Books with a provider who has nothing else to do. */
const book = (patient: Id<'patient'>, at: string) =>
  desk.do(bookAppointment, {
    patient,
    visitType: clinic.followUp,
    provider: clinic.providers[turn++]!,
    startsAt: at,
    despite: ['in-the-past', 'outside-hours'],
  })

const arrive = async (input: Record<string, unknown>, at = door.phone) => {
  const answer = await at.post('arrivals/kiosk-arrive', { token: door.token, birthDate: '1971-04-12', ...input })
  return {
    status: answer.status,
    ...(answer.body as { answer?: string; time?: string; provider?: string; next?: string }),
  }
}
const toDesk = { status: 200, answer: 'desk', time: null, provider: null, next: null }
const stateOf = async (appointment: string) =>
  (
    await world.asOwner<{ state: string; by_name: string }>(
      'select a.state, (select by_name from schedule.appointment_fact f where f.appointment_id = a.id order by seq desc limit 1) as by_name from schedule.appointment a where id = $1',
      [appointment],
    )
  )[0]!

describe('arriving at the kiosk', () => {
  it('finds the visit by last name and birth date, checks in, and says when and with whom', async () => {
    const patient = await addPerson(world, { family: 'Winterbourne', given: 'Nora' })
    const visit = await book(patient, '2026-11-24T15:20:00Z')
    expect(await arrive({ name: 'winterbourne' })).toEqual({
      status: 200,
      answer: 'welcome',
      time: '10:20',
      provider: expect.stringMatching(/^Dr Tester\d+$/),
      next: 'sit',
    })
    expect(await stateOf(visit.id)).toEqual({ state: 'arrived', by_name: 'Kiosk Front door' })
  })

  it('takes first letters with an initial, accents or none, double names by either half, birth dates in any writing', async () => {
    const patient = await addPerson(world, { family: 'García-Löwenherz', given: 'Zoë', birthDate: '1988-02-29' })
    await book(patient, '2026-11-24T15:20:00Z')
    for (const name of ['gar z', 'GARCIA LOWENHERZ', 'Löwenherz', 'zoe garcia löwenherz', ' garcía-löwenherz ']) {
      expect(await arrive({ name, birthDate: '02/29/1988' }), name).toMatchObject({ answer: 'welcome' })
    }
    for (const name of ['ga z', 'gar y', 'g z', 'z', 'lowen', 'garci%', '%', '_____']) {
      expect(await arrive({ name, birthDate: '1988-02-29' }, door.at(`198.51.100.${name.length}`)), name).toEqual(
        toDesk,
      )
    }
  })

  it('sends to the desk whom the desk wants to see, and says it is the desk', async () => {
    const patient = await addPerson(world, { family: 'Oldaddress', given: 'Sam', since: '2026-01-02T12:00:00Z' })
    await book(patient, '2026-11-24T15:40:00Z')
    expect(await arrive({ name: 'Oldaddress' })).toMatchObject({ answer: 'welcome', next: 'desk' })
    const board = await desk.do(flowFacts, { location: clinic.location })
    expect(board.facts.flatMap(fact => fact.seen)).toEqual(['details-old'])
  })

  it('asks for the end of the phone number when two fit, and only then', async () => {
    const one = await addPerson(world, { family: 'Twofold', given: 'Ann', phone: '+12125550101' })
    const other = await addPerson(world, { family: 'Twofold', given: 'Abe', phone: '+12125550102' })
    const visit = await book(one, '2026-11-24T15:20:00Z')
    await book(other, '2026-11-24T15:40:00Z')
    expect(await arrive({ name: 'Twofold' })).toMatchObject({ answer: 'phone', time: null, provider: null })
    expect(await arrive({ name: 'Twofold', phoneEnd: '0199' })).toEqual(toDesk)
    expect(await arrive({ name: 'Twofold', phoneEnd: '' })).toEqual(toDesk)
    expect(await arrive({ name: 'Twofold', phoneEnd: '0101' })).toMatchObject({ answer: 'welcome', time: '10:20' })
    expect((await stateOf(visit.id)).state).toBe('arrived')
  })
})

describe('whoever does not fit', () => {
  it('hears the same words: unknown, wrong date, too early, too late, cancelled, elsewhere, gone', async () => {
    const patient = await addPerson(world, { family: 'Hartwell', given: 'Ivy' })
    const late = await addPerson(world, { family: 'Muchlater', given: 'Ivy' })
    const gone = await addPerson(world, { family: 'Cancelled', given: 'Ivy' })
    await book(patient, '2026-11-24T16:20:00Z')
    await book(late, '2026-11-24T14:20:00Z')
    const cancelled = await book(gone, '2026-11-24T15:20:00Z')
    await desk.do(cancelAppointment, { appointment: cancelled.id })
    const elsewhere = await openClinic(world, { providers: 1, patients: 1 })
    const away = await addPerson(world, { family: 'Elsewhere', given: 'Ivy' })
    await desk.do(bookAppointment, {
      patient: away,
      visitType: elsewhere.followUp,
      provider: elsewhere.providers[0]!,
      startsAt: '2026-11-24T15:20:00Z',
    })
    const said = []
    for (const [n, input] of [
      { name: 'Nobody' },
      { name: 'Hartwell' },
      { name: 'Hartwell', birthDate: '1971-04-13' },
      { name: 'Muchlater' },
      { name: 'Cancelled' },
      { name: 'Elsewhere' },
      { name: 'Hartwell', token: 'x'.repeat(43) },
    ].entries()) {
      said.push(await arrive(input, door.at(`203.0.113.${n}`)))
    }
    expect(said).toEqual(said.map(() => toDesk))
    world.clock.set('2026-11-24T15:20:00Z')
    expect(await arrive({ name: 'Hartwell' }, door.at('203.0.113.99'))).toMatchObject({
      answer: 'welcome',
      time: '11:20',
    })
  })

  it('bears hostile input with the same words, and nothing of it comes back', async () => {
    const patient = await addPerson(world, { family: 'Bystander', given: 'Bo' })
    const visit = await book(patient, '2026-11-24T16:00:00Z')
    const hostile = [
      `<script>alert(1)</script>`,
      `'; drop table schedule.appointment; --`,
      `' or '1'='1`,
      '\u0000Bystandex',
      '\u202Erednatsyb',
      '👩‍⚕️'.repeat(20),
      '﷽'.repeat(150),
      'a'.repeat(200),
      '',
      ' ',
      '*',
      'B'.normalize('NFD').repeat(3),
    ]
    for (const [n, name] of hostile.entries()) {
      for (const birthDate of ['1971-04-12', '0000-00-00', name.slice(0, 40)]) {
        const answer = await arrive({ name, birthDate }, door.at(`2001:db8:${n}:${birthDate.length}::1`))
        expect(answer, JSON.stringify([name, birthDate])).toEqual(toDesk)
      }
    }
    for (const wrong of [{ name: 'a'.repeat(201) }, { name: 5 }, { token: '../../etc' }, { name: ['x'] }, {}]) {
      const { body, status } = await door.phone.post('arrivals/kiosk-arrive', {
        token: door.token,
        birthDate: '1971-04-12',
        ...wrong,
      })
      expect(status).toBe(400)
      expect(JSON.stringify(body)).not.toContain('Bystander')
    }
    expect((await stateOf(visit.id)).state).toBe('booked')
  })

  it('never finds another practice’s visit of the same name and birth date', async () => {
    const neighbour = await world.neighbour()
    const theirs = await openClinic(neighbour, { providers: 1, patients: 1 })
    const twin = await addPerson(neighbour, { family: 'Samename', given: 'Kim' })
    const visit = await neighbour.as('secretary').do(bookAppointment, {
      patient: twin,
      visitType: theirs.followUp,
      provider: theirs.providers[0]!,
      startsAt: '2026-11-24T15:20:00Z',
    })
    expect(await arrive({ name: 'Samename' })).toEqual(toDesk)
    expect((await stateOf(visit.id)).state).toBe('booked')
    const own = await neighbour.as('manager').do(addKiosk, { location: theirs.location, name: 'Front door' })
    expect(await arrive({ name: 'Samename', token: own.token })).toMatchObject({ answer: 'welcome' })
  })

  it('makes a guesser wait, longer each time, and tells the desk; another place in the network is not held up', async () => {
    const patient = await addPerson(world, { family: 'Guessed', given: 'Al' })
    const visit = await book(patient, '2026-11-24T16:00:00Z')
    const guesser = door.at('192.0.2.66')
    for (let n = 0; n < 5; n++) await arrive({ name: 'Guessed', birthDate: `1971-05-0${n + 1}` }, guesser)
    // Even what is right finds nothing now, in the same words.
    expect(await arrive({ name: 'Guessed' }, guesser)).toEqual(toDesk)
    expect((await stateOf(visit.id)).state).toBe('booked')
    const board = await desk.do(flowFacts, {})
    expect(board.guessed).toEqual([{ kiosk: door.kiosk, name: 'Front door', until: null }])
    world.clock.advance({ seconds: 31 })
    expect(await arrive({ name: 'Guessed', birthDate: '1971-06-01' }, guesser)).toEqual(toDesk)
    world.clock.advance({ seconds: 31 })
    expect(await arrive({ name: 'Guessed' }, guesser)).toEqual(toDesk)
    expect(await arrive({ name: 'Guessed' }, door.at('192.0.2.67'))).toMatchObject({ answer: 'welcome' })
  })

  it('rests after thirty misses from anywhere, even if they come at one moment', async () => {
    const patient = await addPerson(world, { family: 'Swarmed', given: 'Al' })
    await book(patient, '2026-11-24T16:00:00Z')
    await Promise.all(Array.from({ length: 60 }, (_, n) => arrive({ name: `Nobody${n}` }, door.at(`198.51.100.${n}`))))
    const [{ n } = { n: 0 }] = await world.asOwner<{ n: number }>('select count(*)::int as n from arrivals.kiosk_try')
    expect(n).toBe(30)
    expect(await arrive({ name: 'Swarmed' }, door.at('203.0.113.200'))).toEqual(toDesk)
    expect((await world.as('manager').do(listKiosks, {})).kiosks[0]!.restingUntil).not.toBeNull()
    world.clock.advance({ minutes: 16 })
    expect(await arrive({ name: 'Swarmed' }, door.at('203.0.113.200'))).toMatchObject({ answer: 'welcome' })
  })

  it('leaves a refused line in the audit trail, without a name', async () => {
    const refused = () =>
      world.asOwner<{ text: string }>(
        `select l::text as text from platform.audit_line l
          where deed = 'arrivals.kiosk-arrive' and actor_kind = 'nobody' and refusal = 'arrivals.kiosk-nobody-fits'`,
      )
    const before = (await refused()).length
    await arrive({ name: 'Secretword' }, door.at('192.0.2.3'))
    const lines = await refused()
    expect(lines).toHaveLength(before + 1)
    expect(lines.map(line => line.text).join()).not.toContain('Secretword')
  })
})

describe('two at once', () => {
  it('two kiosks take one patient at the same moment: arrived once, welcomed twice', async () => {
    const patient = await addPerson(world, { family: 'Racer', given: 'Jo' })
    const visit = await book(patient, '2026-11-24T15:20:00Z')
    const second = await world.as('manager').do(addKiosk, { location: clinic.location, name: 'Side door' })
    const answers = await Promise.all(
      [door.token, second.token, door.token, second.token].map((token, n) =>
        arrive({ name: 'Racer', token }, door.at(`192.0.2.${n + 10}`)),
      ),
    )
    expect(answers.map(one => one.answer)).toEqual(['welcome', 'welcome', 'welcome', 'welcome'])
    const facts = await world.asOwner(
      `select 1 from schedule.appointment_fact where appointment_id = $1 and what = 'arrived'`,
      [visit.id],
    )
    expect(facts).toHaveLength(1)
  })
})

describe('the address of a kiosk', () => {
  it('is kept as a hash only, is told once, and dies at once', async () => {
    const made = await world
      .as('manager')
      .do(addKiosk, { location: clinic.location, name: 'Back door', language: 'es' })
    const page = () => door.phone.get('arrivals/kiosk-page', { token: made.token }).then(answer => answer.body)
    expect(await page()).toMatchObject({ inUse: true, language: 'es' })
    const dump = await world.asOwner<{ t: string }>('select k::text as t from arrivals.kiosk k')
    expect(dump.map(row => row.t).join()).not.toContain(made.token)
    await world.as('manager').do(revokeKiosk, { kiosk: made.kiosk })
    expect(await page()).toEqual({ inUse: false, practice: '', location: '', language: 'en' })
    const patient = await addPerson(world, { family: 'Toolate', given: 'Jo' })
    await book(patient, '2026-11-24T15:30:00Z')
    expect(await arrive({ name: 'Toolate', token: made.token })).toEqual(toDesk)
  })

  it('has a name of its own at a place, and only a manager makes one', async () => {
    const again = world.as('manager').do(addKiosk, { location: clinic.location, name: 'front DOOR' })
    expect((await refusalOf(again)).code).toBe('arrivals.kiosk-exists')
    const byDesk = desk.do(addKiosk, { location: clinic.location, name: 'Mine' })
    expect((await refusalOf(byDesk)).code).toBe('platform.not-allowed')
  })

  it('another practice cannot end it', async () => {
    const neighbour = await world.neighbour()
    expect((await refusalOf(neighbour.as('manager').do(revokeKiosk, { kiosk: door.kiosk }))).code).toBe(
      'platform.not-found',
    )
    expect((await neighbour.as('manager').do(listKiosks, {})).kiosks).toEqual([])
  })
})

describe('time', () => {
  it('counts real minutes over the hour that is repeated in autumn, and says the clock’s time', async () => {
    // 1 November 2026: at 02:00 New York the clock goes back to 01:00. 05:50Z is 01:50 (summer), 06:10Z is 01:10 (winter).
    const patient = await addPerson(world, { family: 'Nightowl', given: 'Vi' })
    world.clock.set('2026-10-31T12:00:00Z')
    await book(patient, '2026-11-01T06:10:00Z')
    world.clock.set('2026-11-01T05:05:00Z')
    expect(await arrive({ name: 'Nightowl' })).toEqual(toDesk)
    world.clock.set('2026-11-01T05:50:00Z')
    expect(await arrive({ name: 'Nightowl' })).toMatchObject({ answer: 'welcome', time: '01:10' })
  })

  it('lets somebody arrive before midnight for a visit after it', async () => {
    const patient = await addPerson(world, { family: 'Midnight', given: 'Vi' })
    await book(patient, '2026-11-25T05:10:00Z')
    world.clock.set('2026-11-25T04:40:00Z')
    expect(await arrive({ name: 'Midnight' })).toMatchObject({ answer: 'welcome', time: '00:10' })
  })
})
