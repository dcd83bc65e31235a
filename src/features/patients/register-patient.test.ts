import { expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { findDuplicates } from './find-duplicates.ts'
import { patientCard } from './patient-card.ts'
import { registerPatient } from './register-patient.ts'

const world = await openWorld()
const desk = world.as('secretary')
const count = async (table = 'patients.patient') =>
  (await world.asOwner<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n

it('registers with six fields, and the card shows them', async () => {
  const made = await desk.do(registerPatient, {
    family: ' Sample ',
    given: 'Jordan',
    birthDate: '1971-04-12',
    sex: 'F',
    phones: [{ number: '(212) 555-0142', mayText: true }],
    email: 'jordan@example.org',
  })
  expect(made).toMatchObject({ chart: '10001', version: 1 })
  const card = await desk.do(patientCard, { patient: made.patient })
  expect(card).toMatchObject({
    family: 'Sample',
    given: 'Jordan',
    age: 55,
    phone: '+12125550142',
    email: 'jordan@example.org',
    guarantor: { kind: 'self' },
    mergedInto: null,
    recent: [{ because: 'registered', by: 'Test secretary' }],
  })
  expect(card.phones).toMatchObject([{ number: '+12125550142', kind: 'mobile', mayText: true }])
  const events = await world.asOwner("select name, facts from platform.event where name like 'patients.%'")
  expect(events).toEqual([{ name: 'patients.patient-registered', facts: { patient: made.patient } }])
})

it.each([
  [
    'the same name and birth date',
    { family: 'Sample', given: 'Jordan', birthDate: '1971-04-12' },
    ['name', 'birth-date'],
  ],
  [
    'a similar name and the birth date',
    { family: 'Sampel', given: 'Jordyn', birthDate: '1971-04-12' },
    ['similar-name', 'birth-date'],
  ],
  ['day and month swapped', { family: 'Sample', given: 'Jordan', birthDate: '1971-12-04' }, ['name', 'birth-date']],
  [
    'family and given name swapped',
    { family: 'Jordan', given: 'Sample', birthDate: '1971-04-12' },
    ['name', 'birth-date'],
  ],
  [
    'the telephone and a similar given name',
    { family: 'Married', given: 'Jordan', birthDate: '1999-01-01', phones: [{ number: '2125550142' }] },
    ['similar-name', 'phone'],
  ],
  [
    'the e-mail and a similar given name',
    { family: 'Married', given: 'Jordan', birthDate: null, email: 'JORDAN@example.org' },
    ['similar-name', 'email'],
  ],
  ['the same name without a birth date', { family: 'SAMPLE', given: 'jordan', birthDate: null }, ['name']],
])('refuses %s as a likely double, and writes nothing', async (_, input, why) => {
  const before = [await count(), await count('patients.phone'), await count('patients.change')]
  await expect(desk.do(registerPatient, input)).rejects.toMatchObject({
    code: 'patients.likely-duplicate',
    kind: 'conflict',
    facts: {
      candidates: [{ chart: '10001', name: 'Jordan Sample', birthDate: '1971-04-12', phone: '+12125550142', why }],
    },
  })
  expect([await count(), await count('patients.phone'), await count('patients.change')]).toEqual(before)
  const { candidates } = await desk.do(findDuplicates, {
    ...input,
    phone: 'phones' in input ? (input.phones?.[0]?.number ?? '') : '',
  })
  expect(candidates[0]).toMatchObject({ how: 'likely', why })
})

it('lets a stranger pass who shares one thing only, and hints at it', async () => {
  const input = { family: 'Else', given: 'Robin', birthDate: '1971-04-12' }
  const { candidates } = await desk.do(findDuplicates, { family: 'Sample', given: 'Pat', birthDate: '1971-04-12' })
  expect(candidates).toMatchObject([{ how: 'possible', given: 'Jordan' }])
  await desk.do(registerPatient, input)
})

it('registers the other one when the desk says who it is not', async () => {
  const refused = await desk
    .do(registerPatient, { family: 'Sample', given: 'Jordan', birthDate: '1971-04-12' })
    .catch((error: { facts: { candidates: { id: string }[] } }) => error)
  const { candidates } = (refused as { facts: { candidates: { id: string }[] } }).facts
  const made = await desk.do(registerPatient, {
    family: 'Sample',
    given: 'Jordan',
    birthDate: '1971-04-12',
    notADuplicateOf: candidates.map(one => one.id),
  })
  expect(made.patient).not.toBe(candidates[0]!.id)
})

it('lets one of two desks register the same newcomer at the same moment', async () => {
  const input = { family: 'Racer', given: 'Twin', birthDate: '1988-08-08' }
  const answers = await Promise.allSettled(Array.from({ length: 6 }, () => desk.do(registerPatient, input)))
  expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(1)
  for (const answer of answers) {
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'patients.likely-duplicate' })
  }
})

it('gives the same patient to the same key', async () => {
  const input = { family: 'Keyed', given: 'Once', birthDate: '1977-07-07' }
  const first = await desk.do(registerPatient, input, { key: 'register-1' })
  expect(await desk.do(registerPatient, input, { key: 'register-1' })).toEqual(first)
})

it.each([
  ['family', { family: '   ', birthDate: null }],
  ['family', { family: 'a\0b', birthDate: null }],
  ['family', { family: 'x'.repeat(10_000), birthDate: null }],
  ['given', { family: 'x', given: '\udfff', birthDate: null }],
  ['birthDate', { family: 'x', birthDate: '1971-02-30' }],
  ['birthDate', { family: 'x', birthDate: '2026-11-25' }],
  ['birthDate', { family: 'x', birthDate: '1871-01-01' }],
  ['deceasedOn', { family: 'x', birthDate: '1990-01-01', deceasedOn: '1989-01-01' }],
  ['deceasedOn', { family: 'x', birthDate: '1990-01-01', deceasedOn: '2026-12-01' }],
  ['email', { family: 'x', birthDate: null, email: 'nobody' }],
  ['phones.1.number', { family: 'x', birthDate: null, phones: [{ number: '2125550199' }, { number: 'call me' }] }],
  ['phones.0.ext', { family: 'x', birthDate: null, phones: [{ number: '2125550199', ext: 'abc' }] }],
  ['addresses.0.country', { family: 'x', birthDate: null, addresses: [{ country: 'usa' }] }],
])('names the guilty field %s', async (path, input) => {
  const before = await count()
  await expect(desk.do(registerPatient, input)).rejects.toMatchObject({
    code: 'platform.invalid-input',
    facts: { fields: [{ path }] },
  })
  expect(await count()).toBe(before)
})

it.each([
  ["O'Neil", 'Sinéad'],
  ['<img src=x onerror=alert(1)>', 'Hostile'],
  ["'); drop table patients.patient; --", 'Bobby'],
  ['🙂🙃', '👩‍👩‍👧'],
  ['كوهين', 'مريم'],
  ['李', '小龍'],
  ['Wolfeschlegelsteinhausenbergerdorff'.repeat(5), 'Hubert'],
  ['ﷺ'.repeat(190), 'Wide'],
])('keeps the name %s as it was given', async (family, given) => {
  const { patient } = await desk.do(registerPatient, { family, given, birthDate: null })
  expect(await desk.do(patientCard, { patient })).toMatchObject({ family: family.normalize('NFC'), given })
})

it('leaves out of a name what would turn the text around it', async () => {
  const { patient } = await desk.do(registerPatient, {
    family: '\u202eevil\u2069',
    given: '\u2067 Bidi',
    birthDate: null,
  })
  expect(await desk.do(patientCard, { patient })).toMatchObject({ family: 'evil', given: 'Bidi' })
  await expect(desk.do(registerPatient, { family: '\u202e', given: 'Nobody', birthDate: null })).rejects.toMatchObject({
    code: 'platform.invalid-input',
    facts: { fields: [{ path: 'family' }] },
  })
})

it('refuses a number of another system that somebody else carries', async () => {
  const identifiers = [{ system: 'https://example.org/mrn', value: 'MRN-1' }]
  const { patient } = await desk.do(registerPatient, {
    family: 'Carrier',
    given: 'First',
    birthDate: '1960-01-01',
    identifiers,
  })
  const before = await count()
  await expect(
    desk.do(registerPatient, { family: 'Second', given: 'Other', birthDate: '1961-01-01', identifiers }),
  ).rejects.toMatchObject({ code: 'patients.identifier-taken', facts: { ...identifiers[0], patient } })
  expect(await count()).toBe(before)
})

it('is not for those whose role does not hold it', async () => {
  await expect(
    world.as('provider').do(registerPatient, { family: 'No', given: 'Way', birthDate: null }),
  ).rejects.toMatchObject({ code: 'platform.not-allowed' })
})

it('knows nobody of the neighbour', async () => {
  const other = await world.neighbour()
  const made = await other
    .as('secretary')
    .do(registerPatient, { family: 'Sample', given: 'Jordan', birthDate: '1971-04-12' })
  expect(made.chart).toBe('10001')
})
