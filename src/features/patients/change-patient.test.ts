import { beforeEach, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { changePatient } from './change-patient.ts'
import { patientCard } from './patient-card.ts'
import { patientHistory } from './patient-history.ts'
import { registerPatient } from './register-patient.ts'

const world = await openWorld()
const desk = world.as('secretary')
const boss = world.as('manager')
let patient: Id<'patient'>
let n = 0
/** A number of an area that no other test uses: who shares a number may be one person. */
const tel = (last: string) => `${300 + n}555${last}`

beforeEach(async () => {
  n++
  const made = await desk.do(registerPatient, {
    family: `Sample${String.fromCharCode(65 + n)}`,
    given: 'Jordan',
    birthDate: `19${40 + n}-04-12`,
    phones: [{ number: tel('0142') }, { number: tel('0143'), kind: 'home' }],
    addresses: [{ line1: '1 Old Road', city: 'Springfield' }],
  })
  patient = made.patient
})

const card = () => desk.do(patientCard, { patient })

it('changes what is named, keeps the rest, and writes the history', async () => {
  expect(
    await desk.do(changePatient, { patient, version: 1, changes: { preferred: 'Jo', mayText: true, given: 'Jordan' } }),
  ).toEqual({ patient, version: 2, changed: ['preferred', 'mayText'] })
  expect(await card()).toMatchObject({ preferred: 'Jo', mayText: true, given: 'Jordan', version: 2 })
  const { changes } = await desk.do(patientHistory, { patient })
  expect(changes.map(({ field, before, after, by, because }) => ({ field, before, after, by, because }))).toEqual([
    { field: 'mayText', before: null, after: true, by: 'Test secretary', because: 'changed' },
    { field: 'preferred', before: '', after: 'Jo', by: 'Test secretary', because: 'changed' },
    expect.objectContaining({ field: 'record', because: 'registered' }),
  ])
  expect((await desk.do(patientHistory, { patient, before: 2 })).changes).toHaveLength(1)
})

it('writes nothing when nothing differs', async () => {
  expect(await desk.do(changePatient, { patient, version: 1, changes: { given: 'Jordan' } })).toEqual({
    patient,
    version: 1,
    changed: [],
  })
  expect((await desk.do(patientHistory, { patient })).changes).toHaveLength(1)
})

it('keeps edits of different fields by two people who started from one version', async () => {
  await boss.do(changePatient, { patient, version: 1, changes: { email: 'one@example.org' } })
  await desk.do(changePatient, { patient, version: 1, changes: { pronouns: 'they/them' } })
  expect(await card()).toMatchObject({ email: 'one@example.org', pronouns: 'they/them', version: 3 })
})

it('refuses the field that somebody else has changed, names who, and writes nothing', async () => {
  await boss.do(changePatient, { patient, version: 1, changes: { email: 'theirs@example.org' } })
  await expect(
    desk.do(changePatient, { patient, version: 1, changes: { email: 'mine@example.org', note: 'x' } }),
  ).rejects.toMatchObject({
    code: 'patients.changed-meanwhile',
    facts: { version: 2, fields: [{ field: 'email', by: 'Test manager', value: 'theirs@example.org' }] },
  })
  expect(await card()).toMatchObject({ email: 'theirs@example.org', note: '', version: 2 })
  await desk.do(changePatient, { patient, version: 2, changes: { email: 'mine@example.org' } })
})

it('does not quarrel about the same value', async () => {
  await boss.do(changePatient, { patient, version: 1, changes: { email: 'same@example.org' } })
  await desk.do(changePatient, { patient, version: 1, changes: { email: 'same@example.org' } })
})

it('refuses an older window of the same person in the same field, and keeps its other fields', async () => {
  await desk.do(changePatient, { patient, version: 1, changes: { note: 'one' } })
  await expect(desk.do(changePatient, { patient, version: 1, changes: { note: 'two' } })).rejects.toMatchObject({
    code: 'patients.changed-meanwhile',
    facts: { version: 2, fields: [{ field: 'note', by: 'Test secretary', value: 'one' }] },
  })
  expect(await card()).toMatchObject({ note: 'one', version: 2 })
  await desk.do(changePatient, { patient, version: 1, changes: { preferred: 'Jo' } })
  await desk.do(changePatient, { patient, version: 3, changes: { note: 'two' } })
  expect(await card()).toMatchObject({ note: 'two', preferred: 'Jo', version: 4 })
})

it('lets exactly one of two people win one field in a race, and both where the fields differ', async () => {
  const race = await Promise.allSettled([
    desk.do(changePatient, { patient, version: 1, changes: { note: 'mine' } }),
    boss.do(changePatient, { patient, version: 1, changes: { note: 'theirs' } }),
    world.as('biller').do(changePatient, { patient, version: 1, changes: { language: 'es' } }),
  ])
  expect(
    race
      .slice(0, 2)
      .map(one => one.status)
      .sort(),
  ).toEqual(['fulfilled', 'rejected'])
  expect(race[2]!.status).toBe('fulfilled')
  const lost = race.find(one => one.status === 'rejected') as PromiseRejectedResult
  expect(lost.reason).toMatchObject({ code: 'patients.changed-meanwhile' })
  expect(await card()).toMatchObject({ version: 3, language: 'es' })
})

it('replaces telephones as a list, in order, and keeps the id of one that stays', async () => {
  const before = (await card()).phones
  await desk.do(changePatient, {
    patient,
    version: 1,
    changes: {
      phones: [
        { number: `+1 ${tel('0143')}`, kind: 'work', ext: '7' },
        { number: tel('0142') },
        { number: `(${300 + n}) 555-0142` },
      ],
    },
  })
  const after = (await card()).phones
  expect(after.map(({ number, ext, kind }) => [number, ext, kind])).toEqual([
    [`+1${tel('0143')}`, '7', 'work'],
    [`+1${tel('0142')}`, '', 'mobile'],
  ])
  expect(after[1]!.id).toBe(before[0]!.id)
})

it('ends an address that is left out, and keeps it as a former one', async () => {
  await desk.do(changePatient, { patient, version: 1, changes: { addresses: [{ line1: '2 New Road' }, {}] } })
  const { addresses, formerAddresses } = await card()
  expect(addresses).toMatchObject([{ line1: '2 New Road', endedOn: null, startsOn: '2026-11-24' }])
  expect(formerAddresses).toMatchObject([{ line1: '1 Old Road', endedOn: '2026-11-24' }])
})

it('carries numbers of other systems, each by one patient', async () => {
  const identifiers = [{ system: 'https://example.org/mrn', value: `MRN-${n}` }]
  await desk.do(changePatient, { patient, version: 1, changes: { identifiers } })
  expect((await card()).identifiers).toEqual(identifiers)
  const other = await desk.do(registerPatient, { family: `Other${n}`, given: 'Body', birthDate: '1930-01-01' })
  await expect(
    desk.do(changePatient, { patient: other.patient, version: 1, changes: { identifiers } }),
  ).rejects.toMatchObject({ code: 'patients.identifier-taken', facts: { patient } })
})

it('names the guilty field of a change', async () => {
  for (const [path, changes] of [
    ['changes.phones.0.number', { phones: [{ number: '12' }] }],
    ['changes.birthDate', { birthDate: '2030-01-01' }],
    ['changes.note', { note: 'a\0' }],
  ] as const)
    await expect(desk.do(changePatient, { patient, version: 1, changes: changes as never })).rejects.toMatchObject({
      code: 'platform.invalid-input',
      facts: { fields: [{ path }] },
    })
  expect((await card()).version).toBe(1)
})

it("finds another practice's patient as little as one that never was", async () => {
  const other = (await world.neighbour()).as('secretary')
  for (const ask of [
    () => other.do(changePatient, { patient, version: 1, changes: { note: 'x' } }),
    () => other.do(patientCard, { patient }),
    () => other.do(patientHistory, { patient }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: 'platform.not-found', facts: { what: 'patient' } })
  expect((await card()).note).toBe('')
})
