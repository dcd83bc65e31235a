import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { addMessagePool } from '../calls/arranging/add-message-pool.ts'
import { claimMessage } from '../calls/messages/claim-message.ts'
import { finishMessage } from '../calls/messages/finish-message.ts'
import { leaveMessage } from '../calls/messages/leave-message.ts'
import { openMessages } from '../calls/messages/open-messages.ts'
import { reopenMessage } from '../calls/messages/reopen-message.ts'
import { tryCallBack } from '../calls/messages/try-call-back.ts'
import { endCall } from '../calls/record/end-call.ts'
import { linkCall } from '../calls/record/link-call.ts'
import { ring } from '../calls/record/ring.ts'
import { takeCall } from '../calls/record/take-call.ts'
import { type Clinic, openClinic } from '../schedule/clinic.fixture.ts'
import { drain } from '../waitlist/drain.fixture.ts'
import { callBackLetters } from './call-back-letters.ts'
import { changeLetterWording } from './change-letter-wording.ts'
import { letterWording } from './letter-wording.ts'
import { usualLetters } from './letter-words.ts'
import { noteCallBackLetters } from './note-call-back-letters.ts'
import { prepareLetter } from './prepare-letter.ts'

const world = await openWorld({ max: 12 })
const secretary = world.as('secretary')
const manager = world.as('manager')
let clinic: Clinic
let desk: Id<'message-pool'>

beforeAll(async () => {
  clinic = await openClinic(world, { providers: 1, patients: 3 })
  const pool = await manager.do(addMessagePool, { name: 'Front desk', members: [secretary.caller.staff!] })
  desk = pool.id
  await world.asOwner(`update patients.patient set language = 'es-MX' where id = $1`, [clinic.patients[1]])
  for (const at of [0, 1]) {
    await world.asOwner(
      `insert into patients.address (practice_id, id, patient_id, kind, line1, city, state, postal_code, starts_on)
       values ($1, $2, $3, 'mailing', $4, 'Springfield', 'NY', '10001', '2020-01-01')`,
      [world.practice, newId(), clinic.patients[at], `PO Box ${at}`],
    )
  }
})

/** A call-back to a patient that has failed: at a wrong number a letter is wanted at once. */
async function failed(patient: Id<'patient'> | undefined, more: object = { toPool: desk }) {
  const { message } = await manager.do(leaveMessage, {
    kind: 'call-back',
    text: 'About the results',
    ...(patient ? { patient } : {}),
    number: '(212) 555-0142',
    ...more,
  })
  await secretary.do(tryCallBack, { message, result: 'wrong-number' })
  return message
}
const one = async (message: Id<'message'>) => (await manager.do(openMessages, { message })).messages[0]!
const letters = async () => (await secretary.do(callBackLetters, {})).letters
const steps = async (message: Id<'message'>) => (await one(message)).steps.map(step => step.kind)
const tasks = async (patient: Id<'patient'>) =>
  (await manager.do(openMessages, { whose: 'all', patient, kind: 'note' })).messages

it('stands ready after the last try, in the patient’s language, and names nothing of the matter', async () => {
  const english = await failed(clinic.patients[0])
  const spanish = await failed(clinic.patients[1])
  await drain(world)
  const ready = await letters()
  const [first, second] = [english, spanish].map(message => ready.find(letter => letter.message === message)!)
  expect(first).toMatchObject({
    language: 'en',
    address: ['PO Box 0', 'Springfield, NY 10001'],
    date: 'November 24, 2026',
  })
  expect(second).toMatchObject({ language: 'es', date: '24 de noviembre de 2026' })
  expect(second!.paragraphs[0]).toBe(`Hola ${second!.name}:`)
  for (const letter of ready) expect(letter.paragraphs.join()).not.toMatch(/[{}]|results/)
  const [line] = await world.asOwner<{ patients: string[] }>(
    `select patients from platform.audit_line where deed = 'worklists.call-back-letters' order by at desc, id desc limit 1`,
  )
  expect(line!.patients.sort()).toEqual([clinic.patients[0], clinic.patients[1]].sort())
  // Printing has noted nothing: the call-backs are open.
  expect(await one(english)).toMatchObject({ finishedAt: null, letterSentAt: null })
  const printed = ready.map(({ message, due }) => ({ message, due }))
  const twice = await Promise.all([1, 2].map(() => secretary.do(noteCallBackLetters, { letters: printed })))
  expect(twice.map(done => done.noted).sort()).toEqual([0, 2])
  const now = await one(english)
  expect(now).toMatchObject({ finishedAs: 'letter', letterDueAt: null, letterSentAt: expect.any(String) })
  expect(now.steps.map(step => step.kind)).toEqual(['left', 'attempt', 'letter-due', 'letter-sent', 'finished'])
  expect(now.steps[3]!.text).toContain('PO Box 0\nSpringfield, NY 10001\n\nNovember 24, 2026\n\nDear ')
  expect(await letters()).toEqual([])
  // Opened again and tried again: it had its letter.
  await secretary.do(reopenMessage, { message: english })
  expect(await secretary.do(tryCallBack, { message: english, result: 'wrong-number' })).toMatchObject({
    letterDue: false,
  })
  await drain(world)
  expect(await letters()).toEqual([])
  await secretary.do(finishMessage, { message: english })
})

it('leaves a task that says why when no letter can go, once however often it is heard', async () => {
  const message = await failed(clinic.patients[2])
  await Promise.all([1, 2, 3].map(() => world.inside(ctx => prepareLetter(ctx, message))))
  await drain(world)
  expect(await steps(message)).toEqual(['left', 'attempt', 'letter-due', 'letter-impossible', 'finished'])
  expect(await one(message)).toMatchObject({ finishedAs: 'not-reached' })
  const left = await tasks(clinic.patients[2]!)
  expect(left).toMatchObject([
    { address: { kind: 'pool', id: desk }, text: expect.stringMatching(/no postal address/), finishedAt: null },
  ])
  await secretary.do(finishMessage, { message: left[0]!.message })
})

it('writes not to the dead, nor to nobody, and leaves the task to the desk when the pool is empty', async () => {
  await world.asOwner(`update patients.patient set deceased_on = '2026-11-20' where id = $1`, [clinic.patients[0]])
  const message = await failed(clinic.patients[0])
  expect(await letters()).toEqual([])
  await drain(world)
  expect(await tasks(clinic.patients[0]!)).toMatchObject([{ text: expect.stringMatching(/has died/) }])
  await world.asOwner('update patients.patient set deceased_on = null where id = $1', [clinic.patients[0]])
  expect(await one(message)).toMatchObject({ finishedAs: 'not-reached' })

  const few = await manager.do(addMessagePool, { name: 'Few', members: [secretary.caller.staff!] })
  const nobody = await failed(undefined, { toPool: few.id })
  // As it is when everybody of the pool has left the practice.
  await world.asOwner('delete from calls.message_pool_member where pool_id = $1', [few.id])
  await drain(world)
  const all = (await manager.do(openMessages, { whose: 'all', kind: 'note' })).messages
  expect(all.find(task => task.patient === null)).toMatchObject({
    text: expect.stringMatching(/nobody was linked/),
    address: { kind: 'role', name: 'Secretary' },
  })
  expect(await one(nobody)).toMatchObject({ finishedAs: 'not-reached' })
})

it('is stopped when the patient rings back in time, and not by a wrong number', async () => {
  const message = await failed(clinic.patients[1])
  await drain(world)
  const [letter] = await letters()
  const rings = async (outcome: 'answered' | 'wrong-number') => {
    world.clock.advance({ minutes: 5 })
    const { call } = await secretary.do(ring, { from: '(212) 555-0166', externalId: newId() })
    await secretary.do(takeCall, { call })
    await secretary.do(linkCall, { call, patient: clinic.patients[1]! })
    await secretary.do(endCall, { call, outcome })
    await drain(world)
  }
  await rings('wrong-number')
  expect((await letters()).map(ready => ready.message)).toEqual([message])
  await rings('answered')
  expect(await letters()).toEqual([])
  expect(await one(message)).toMatchObject({ finishedAt: null, letterDueAt: null, overdue: true })
  expect((await steps(message)).at(-1)).toBe('letter-stopped')
  // What lay printed already is not noted as sent.
  expect(await secretary.do(noteCallBackLetters, { letters: [{ message, due: letter!.due }] })).toEqual({
    noted: 0,
    left: [message],
  })
  // Tried once more in vain, it is wanted anew; the old print does not stand for it, and spoken with, it is wanted no more.
  await secretary.do(tryCallBack, { message, result: 'wrong-number' })
  await drain(world)
  expect(await letters()).toHaveLength(1)
  expect(await secretary.do(noteCallBackLetters, { letters: [{ message, due: letter!.due }] })).toMatchObject({
    noted: 0,
  })
  await secretary.do(tryCallBack, { message, result: 'reached' })
  expect(await letters()).toEqual([])
  await secretary.do(finishMessage, { message })
})

it('leaves one that somebody else has in hand, and knows none of another practice', async () => {
  const message = await failed(clinic.patients[1])
  await drain(world)
  await manager.do(claimMessage, { message })
  expect(await letters()).toEqual([])
  const { letters: asked } = await secretary.do(callBackLetters, { messages: [message] })
  expect(asked).toHaveLength(1)
  expect(await secretary.do(noteCallBackLetters, { letters: [{ message, due: asked[0]!.due }] })).toMatchObject({
    noted: 0,
  })
  expect(await manager.do(noteCallBackLetters, { letters: [{ message, due: asked[0]!.due }] })).toMatchObject({
    noted: 1,
  })
  const other = (await world.neighbour()).as('secretary')
  const missing = { code: 'platform.not-found' }
  await expect(other.do(callBackLetters, { messages: [message] })).rejects.toMatchObject(missing)
  await expect(other.do(noteCallBackLetters, { letters: [{ message, due: asked[0]!.due }] })).rejects.toMatchObject(
    missing,
  )
})

it('says the practice’s own words, each letter its own, and fills no hole it has nothing for', async () => {
  const own = { letter: 'call-back' as const, en: 'Ring us, {name}: {phone}', es: usualLetters['call-back'].es }
  await manager.do(changeLetterWording, own)
  expect(await secretary.do(letterWording, { letter: 'call-back' })).toEqual({ en: own.en, es: own.es })
  expect(await secretary.do(letterWording, {})).toEqual(usualLetters.recall)
  await expect(manager.do(changeLetterWording, { ...own, en: 'Your {visit}' })).rejects.toMatchObject({
    code: 'platform.invalid-input',
    facts: { fields: [expect.objectContaining({ path: 'en' })] },
  })
  await manager.do(changeLetterWording, { letter: 'call-back', ...usualLetters['call-back'] })
  expect(await world.asOwner('select 1 from worklists.recall_letter where practice_id = $1', [world.practice])).toEqual(
    [],
  )
})
