import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { cancelAppointment } from '../schedule/booking/cancel-appointment.ts'
import { type Clinic, openClinic } from '../schedule/clinic.fixture.ts'
import { changeLetterWording } from './change-letter-wording.ts'
import { itemHistory } from './item-history.ts'
import { letterWording } from './letter-wording.ts'
import { paragraphsOf, usualLetters } from './letter-words.ts'
import { lettersDue } from './letters-due.ts'
import { noteAttempt } from './note-attempt.ts'
import { noteLetters } from './note-letters.ts'
import { openItems } from './open-items.ts'
import { takeItem } from './take-item.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const manager = world.as('manager')
let clinic: Clinic
const items: Id<'work-item'>[] = []

// Four broken visits: three were tried three times, the fourth not yet.
beforeAll(async () => {
  clinic = await openClinic(world, { providers: 1, patients: 4 })
  for (const [at, time] of ['09:00', '09:20', '09:40', '10:00'].entries()) {
    const visit = await secretary.do(bookAppointment, {
      patient: clinic.patients[at]!,
      visitType: clinic.followUp,
      provider: clinic.providers[0]!,
      date: '2026-11-25',
      time,
    })
    await secretary.do(cancelAppointment, { appointment: visit.id })
    items.push(visit.id as string as Id<'work-item'>)
  }
  for (let tries = 0; tries < 3; tries++) {
    for (const item of items.slice(0, 3)) {
      await secretary.do(noteAttempt, { list: 'rebook', item, result: 'no-answer' })
    }
    world.clock.advance({ hours: 24 * 6 })
  }
  await world.asOwner(`update patients.patient set language = 'es' where id = $1`, [clinic.patients[1]])
  for (const [at, kind, line1] of [
    [0, 'home', '1 Fictional Way'],
    [0, 'mailing', 'PO Box 12'],
    [1, 'home', '2 Fictional Way'],
  ] as const) {
    await world.asOwner(
      `insert into patients.address (practice_id, id, patient_id, kind, line1, city, state, postal_code, starts_on)
       values ($1, $2, $3, $4, $5, 'Springfield', 'NY', '10001', '2020-01-01')`,
      [world.practice, newId(), clinic.patients[at], kind, line1],
    )
  }
})

const due = () => secretary.do(lettersDue, { list: 'rebook' }).then(answer => answer.letters)
const printed = (letters: { item: Id<'work-item'>; version: number }[]) =>
  letters.map(({ item, version }) => ({ item, seen: version }))
const noted = async () =>
  (
    await world.asOwner<{ item: string }>(
      `select item_id as item from worklists.item_fact where what = 'letter' and practice_id = $1 order by at, item_id`,
      [world.practice],
    )
  ).map(row => row.item)

it('writes the letters that are due, each in the patient’s language to the mailing address, and notes nothing', async () => {
  const letters = await due()
  expect(letters.map(letter => letter.item).sort()).toEqual(items.slice(0, 3).sort())
  const [english, spanish, homeless] = [0, 1, 2].map(at => letters.find(one => one.item === items[at])!)
  expect(english).toMatchObject({
    language: 'en',
    date: 'December 12, 2026',
    address: ['PO Box 12', 'Springfield, NY 10001'],
    from: { name: 'Testing Street Family Medicine' },
  })
  expect(english!.paragraphs[0]).toBe(`Dear ${english!.name},`)
  expect(english!.paragraphs.at(-1)).toBe('Kind regards,\nTesting Street Family Medicine')
  expect(spanish).toMatchObject({ language: 'es', date: '12 de diciembre de 2026' })
  expect(spanish!.paragraphs[0]).toBe(`Hola ${spanish!.name}:`)
  expect(homeless!.address).toEqual([])
  for (const letter of letters) expect(letter.paragraphs.join()).not.toMatch(/[{}]|Follow-up/)
  expect(await noted()).toEqual([])
  // Who prints has seen every one of them: the trail says so.
  const [line] = await world.asOwner<{ patients: string[] }>(
    `select patients from platform.audit_line where deed = 'worklists.letters-due' order by at desc, id desc limit 1`,
  )
  expect(line!.patients.sort()).toEqual([0, 1, 2].map(at => clinic.patients[at]).sort())
})

it('notes what was sent, and leaves what somebody has in hand or did something about', async () => {
  const letters = await due()
  await manager.do(takeItem, { list: 'rebook', item: items[1]! })
  expect((await due()).map(letter => letter.item)).not.toContain(items[1])
  await secretary.do(noteAttempt, { list: 'rebook', item: items[2]!, result: 'voicemail' })
  expect(await secretary.do(noteLetters, { list: 'rebook', letters: printed(letters) })).toEqual({
    noted: 1,
    left: letters.map(letter => letter.item).filter(item => item !== items[0]),
  })
  expect(await noted()).toEqual([items[0]])
  const { facts } = await secretary.do(itemHistory, { list: 'rebook', item: items[0]! })
  expect(facts.at(-1)).toMatchObject({ what: 'letter', channel: 'letter', result: 'sent', by: 'Test secretary' })
  const { rows } = await secretary.do(openItems, { list: 'rebook' })
  expect(rows.find(row => row.item === items[0])).toMatchObject({ waiting: true })
  // The same heap noted again by two at once: nothing is noted twice.
  const again = await Promise.all(
    [1, 2].map(() => secretary.do(noteLetters, { list: 'rebook', letters: printed(letters) })),
  )
  expect(again.map(one => one.noted)).toEqual([0, 0])
  expect(await noted()).toEqual([items[0]])
})

it('writes a letter to one row whenever it is asked for, and knows no row of another practice', async () => {
  const { letters } = await secretary.do(lettersDue, { list: 'rebook', items: [items[3]!] })
  expect(letters).toMatchObject([{ item: items[3], patient: clinic.patients[3] }])
  const other = await world.neighbour()
  const missing = { code: 'platform.not-found' }
  await expect(other.as('secretary').do(lettersDue, { list: 'rebook', items })).rejects.toMatchObject(missing)
  await expect(
    other.as('secretary').do(noteLetters, { list: 'rebook', letters: [{ item: items[3]! }] }),
  ).rejects.toMatchObject(missing)
})

it('says what the practice wrote, refuses braces it does not know, and goes back to the usual words', async () => {
  const own = { en: '{name}: {visit} on {due}\nwith {provider}\n\n{practice}, {phone}', es: usualLetters.recall.es }
  await manager.do(changeLetterWording, own)
  expect(await secretary.do(letterWording, {})).toEqual(own)
  const { letters } = await secretary.do(lettersDue, { list: 'rebook', items: [items[3]!] })
  expect(letters[0]!.paragraphs[0]).toMatch(/^.+: Follow-up.* on November 25, 2026\nwith .+$/)
  await expect(manager.do(changeLetterWording, { en: 'Dear {nmae}', es: 'Hola {name}' })).rejects.toMatchObject({
    code: 'platform.invalid-input',
    facts: { fields: [expect.objectContaining({ path: 'en' })] },
  })
  expect(await secretary.do(letterWording, {})).toEqual(own)
  await manager.do(changeLetterWording, usualLetters.recall)
  expect(await world.asOwner('select 1 from worklists.recall_letter where practice_id = $1', [world.practice])).toEqual(
    [],
  )
})

it('leaves out a line whose every hole is empty', () => {
  const facts = { name: 'Pat', practice: 'Testing Street', phone: '', provider: '', visit: '', due: '' }
  expect(paragraphsOf('Dear {name},\n\nwith {provider}\nplease call {phone} or {practice}\n\n{due}', facts)).toEqual([
    'Dear Pat,',
    'please call  or Testing Street',
  ])
})
