import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { InputOf } from '../../core/contract.ts'
import type { Id } from '../../core/id.ts'
import { changePatient } from './change-patient.ts'
import type * as contract from './contract.ts'
import { mergePatients } from './merge-patients.ts'
import { registerPatient } from './register-patient.ts'
import { searchPatients } from './search-patients.ts'

const world = await openWorld()
const desk = world.as('secretary')

const people: Record<string, InputOf<typeof contract.registerPatient>> = {
  john: { family: 'Smith', given: 'John', birthDate: '1971-04-12', phones: [{ number: '(212) 555-0142' }] },
  janet: { family: 'Smithers', given: 'Janet', birthDate: '1971-04-12', phones: [{ number: '(212) 555-0143' }] },
  obrien: { family: 'O’Brien', given: 'Siobhan', birthDate: '1980-01-02', email: 'Siobhan@example.org' },
  garcia: { family: 'García-López', given: 'María', middle: 'Elena', birthDate: '1990-12-31' },
  will: { family: 'Example', given: 'William', birthDate: '1955-05-05' },
  beth: { family: 'Sample', given: 'Elizabeth', preferred: 'Beth', birthDate: '1962-07-08', formerFamily: 'Maidenly' },
  cruz: { family: 'de la Cruz', given: 'Juan', birthDate: '2001-02-03' },
  mono: { family: 'Cherubina', given: '', birthDate: null },
  hebrew: { family: 'כהן', given: 'משה', birthDate: '1949-03-03' },
  emoji: { family: '🙂', given: 'Testy', birthDate: '2000-01-01' },
  shirley: {
    family: 'Schmidt',
    given: 'Katherine',
    birthDate: '1933-09-09',
    identifiers: [{ system: 'https://example.org/mrn', value: 'MRN-000777' }],
  },
}
const ids: Record<string, Id<'patient'>> = {}
const charts: Record<string, string> = {}

beforeAll(async () => {
  for (const [name, input] of Object.entries(people)) {
    const made = await desk.do(registerPatient, input)
    ids[name] = made.patient
    charts[name] = made.chart
  }
})

const find = async (text: string, limit = 12) => {
  const { patients, guessed } = await desk.do(searchPatients, { text, limit })
  return { who: patients.map(line => Object.keys(ids).find(name => ids[name] === line.id)), patients, guessed }
}

it.each([
  ['smi', 'john'],
  ['Smith', 'john'],
  ['john smith', 'john'],
  ['SMITH, John', 'john'],
  ['smi jan 4/12/71', 'janet'],
  ['jan smi', 'janet'],
  ['0142', 'john'],
  ['5550142', 'john'],
  ['212 555 0142', 'john'],
  ['+1 (212) 555-0142', 'john'],
  ['smith 0142', 'john'],
  ['0143 4/12/71', 'janet'],
  ['obrien', 'obrien'],
  ["o'brien", 'obrien'],
  ['O’BRIEN s', 'obrien'],
  ['siobhan@exam', 'obrien'],
  ['García-Lopez', 'garcia'],
  ['garcia', 'garcia'],
  ['lopez maria', 'garcia'],
  ['maria garcia lopez', 'garcia'],
  ['garcia lopez maria elena', 'garcia'],
  ['garcialopez', 'garcia'],
  ['elena garcia', 'garcia'],
  ['12/31/90', 'garcia'],
  ['31 Dec 1990 garcia', 'garcia'],
  ['19901231', 'garcia'],
  ['bill example', 'will'],
  ['Beth Sample', 'beth'],
  ['liz sample', 'beth'],
  ['elizabeth maidenly', 'beth'],
  ['de la cruz', 'cruz'],
  ['delacruz juan', 'cruz'],
  ['juan de la cruz', 'cruz'],
  ['cherub', 'mono'],
  ['כהן', 'hebrew'],
  ['משה כהן', 'hebrew'],
  ['🙂', 'emoji'],
  ['Shivaun obrien', 'obrien'],
  ['MRN-000777', 'shirley'],
  ['Mr. Smith', 'john'],
])('finds %s first: %s', async (text, name) => {
  const found = await find(text)
  expect(found.who[0]).toBe(name)
  expect(found.guessed).toBe(false)
  expect(found.patients[0]!.why.length).toBeGreaterThan(0)
})

it.each([
  ['Jon Smyth', 'john'],
  ['jhon smith', 'john'],
  ['smiht', 'john'],
  ['jonh smiht', 'john'],
  ['smyt jon', 'john'],
  ['obrein', 'obrien'],
  ['elisabet sampel', 'beth'],
  ['garsia lopes maria', 'garcia'],
  ['Cathrine Shmidt', 'shirley'],
  ['kateryn schmitt', 'shirley'],
  ['wiliam exmaple', 'will'],
  ['smyth 4/12/1971', 'john'],
  ['jon smyth 0142', 'john'],
  ['cherubeena', 'mono'],
  ['jonh q smiht', 'john'],
])('guesses who was meant by %s: %s', async (text, name) => {
  const found = await find(text)
  expect(found.who[0]).toBe(name)
  expect(found.guessed).toBe(true)
  expect(found.patients[0]!.why.some(match => match.how === 'sound' || match.how === 'spelling')).toBe(true)
})

it.each(['john smith 1/1/1990', 'john smith 555 0999'])(
  'shows who has the name when nothing else fits, as a guess: %s',
  async text => {
    const found = await find(text)
    expect(found.who[0]).toBe('john')
    expect(found.guessed).toBe(true)
    expect(found.patients[0]!.why.map(match => match.on).sort()).toEqual(['family', 'given'])
  },
)

it('finds by chart number, with or without #', async () => {
  expect((await find(charts.will!)).who[0]).toBe('will')
  expect((await find(`#${charts.will}`)).who).toEqual(['will'])
})

it('tells why', async () => {
  const [first] = (await find('smi jon 0142')).patients
  expect(first!.why).toEqual([
    { word: '0142', on: 'phone', how: 'prefix', met: '+12125550142' },
    { word: 'smi', on: 'family', how: 'prefix', met: 'Smith' },
    { word: 'jon', on: 'given', how: 'nickname', met: 'John' },
  ])
})

it('puts the exact name before the longer one, and that before a guess', async () => {
  expect((await find('smith')).who).toEqual(['john', 'janet'])
  expect((await find('smit')).who.slice(0, 2)).toEqual(['john', 'janet'])
})

it('finds by name alone when the date was misheard', async () => {
  expect((await find('john smith 4/13/1971')).who[0]).toBe('john')
})

it('lets one of three names pass that is not on file', async () => {
  const found = await find('beth quartz sample')
  expect([found.who[0], found.guessed]).toEqual(['beth', true])
  expect(found.patients[0]!.why.map(match => match.word)).toEqual(['beth', 'sample'])
})

it('finds nobody for nothing and for nonsense', async () => {
  for (const text of [
    '',
    '   ',
    '--',
    'qqqqzzzz xxxxvvvv',
    '9999',
    '%',
    "'; drop table patients.patient; --",
    '<img onerror=x>',
    '\u202e',
  ])
    expect([text, (await find(text)).who]).toEqual([text, []])
})

it('refuses a NUL character and ten thousand characters by the field', async () => {
  for (const text of ['a\0b', 'x'.repeat(10_000), '\ud800'])
    await expect(find(text)).rejects.toMatchObject({
      code: 'platform.invalid-input',
      facts: { fields: [{ path: 'text' }] },
    })
})

it('answers no more than asked for', async () => {
  expect((await find('s', 2)).who).toHaveLength(2)
})

it('follows a change of name, and forgets the old one unless it is kept as former', async () => {
  const made = await desk.do(registerPatient, { family: 'Before', given: 'Quentin', birthDate: '1975-06-07' })
  await desk.do(changePatient, { patient: made.patient, version: made.version, changes: { family: 'Afterwards' } })
  expect((await find('afterwards quentin')).patients[0]!.id).toBe(made.patient)
  expect((await find('before quentin')).patients.map(line => line.id)).not.toContain(made.patient)
  await desk.do(changePatient, { patient: made.patient, version: 2, changes: { formerFamily: 'Before' } })
  expect((await find('before quentin')).patients[0]!.id).toBe(made.patient)
})

it('finds the survivor by the name and the chart number of the record merged into it', async () => {
  const kept = await desk.do(registerPatient, { family: 'Keeper', given: 'Una', birthDate: '1985-01-05' })
  const gone = await desk.do(registerPatient, { family: 'Vanishing', given: 'Una', birthDate: '1985-01-06' })
  await desk.do(mergePatients, { from: gone.patient, into: kept.patient })
  for (const text of [gone.chart, 'vanishing una']) {
    const { patients } = await desk.do(searchPatients, { text })
    expect(patients.map(line => [line.id, line.foundAs])).toEqual([[kept.patient, gone.chart]])
  }
})

it('finds nobody of another practice, and writes who was shown into the audit trail', async () => {
  const other = await world.neighbour()
  expect((await other.as('secretary').do(searchPatients, { text: 'smith' })).patients).toEqual([])
  await desk.do(searchPatients, { text: 'cherubina' })
  const [line] = await world.asOwner<{ patients: string[] }>(
    "select patients from platform.audit_line where deed = 'patients.search-patients' order by id desc limit 1",
  )
  expect(line!.patients).toEqual([ids.mono])
})
