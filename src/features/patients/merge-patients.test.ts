import { beforeEach, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { addAlert } from './add-alert.ts'
import { addRelation } from './add-relation.ts'
import { changePatient } from './change-patient.ts'
import { mergePatients } from './merge-patients.ts'
import { merges } from './merges.ts'
import { patientCard } from './patient-card.ts'
import { patientsByPhone } from './patients-by-phone.ts'
import { registerPatient } from './register-patient.ts'
import { requireActivePatient } from './require-patient.ts'
import { setGuarantor } from './set-guarantor.ts'
import { undoMerge } from './undo-merge.ts'

const world = await openWorld()
const desk = world.as('secretary')
const nobody = '00000000-0000-7000-8000-000000000000' as Id<'patient'>
let n = 0
/** A number of an area that no other test uses: who shares a number may be one person. */
const tel = (last: string) => `${300 + n}555${last}`
let into: Id<'patient'>
let from: Id<'patient'>
let third: Id<'patient'>

const register = async (given: string, more: object = {}) => {
  const letters = [...String(n)].map(digit => 'abcdefghij'[Number(digit)]).join('')
  const input = { family: `Merg${letters}${given}`, given, birthDate: `19${30 + n}-0${given.length}-11`, ...more }
  return (await desk.do(registerPatient, input)).patient
}

beforeEach(async () => {
  n++
  into = await register('Una', {
    phones: [{ number: tel('0101') }, { number: tel('0102') }],
    addresses: [{ line1: 'Same Street 1' }],
  })
  from = await register('Duodecim', {
    email: `from${n}@example.org`,
    sex: 'F',
    phones: [{ number: tel('0102') }, { number: tel('0103'), kind: 'home' }],
    addresses: [{ line1: 'Same Street 1' }, { line1: 'Other Street 2', kind: 'mailing' }],
    identifiers: [{ system: 'https://example.org/mrn', value: `MRN-${n}` }],
  })
  third = await register('Trey')
  await desk.do(addAlert, { patient: from, kind: 'access', text: 'Uses a wheelchair' })
  await desk.do(addRelation, { patient: from, other: { name: 'Casey Example' }, kind: 'mother', mayHear: 'everything' })
  await desk.do(addRelation, { patient: third, other: { patient: from }, kind: 'sibling' })
  await desk.do(addRelation, { patient: from, other: { patient: into }, kind: 'friend' })
  await desk.do(setGuarantor, {
    patient: from,
    guarantor: { kind: 'person', name: 'Casey Example', relation: 'mother' },
  })
  await desk.do(setGuarantor, { patient: third, guarantor: { kind: 'patient', patient: from } })
})

const plain = async (patient: Id<'patient'>) => {
  const { version, recent, ...card } = await desk.do(patientCard, { patient })
  return card
}

it('carries everything of both, takes the chosen fields, and fills what was empty', async () => {
  const { merge } = await desk.do(mergePatients, { from, into, take: ['given'], reason: 'Twice by telephone' })
  const card = await desk.do(patientCard, { patient: into })
  expect(card).toMatchObject({ given: 'Duodecim', sex: 'F', email: `from${n}@example.org`, mergedInto: null })
  expect(card.family).toMatch(/Una$/)
  expect(card.phones.map(phone => phone.number)).toEqual([`+1${tel('0101')}`, `+1${tel('0102')}`, `+1${tel('0103')}`])
  expect(card.addresses.map(address => address.line1)).toEqual(['Same Street 1', 'Other Street 2'])
  expect(card.identifiers).toHaveLength(1)
  expect(card.alerts).toMatchObject([{ text: 'Uses a wheelchair' }])
  expect(card.relations).toMatchObject([{ name: 'Casey Example', mayHear: 'everything' }])
  expect(card.guarantor).toMatchObject({ kind: 'person', name: 'Casey Example' })
  expect(card.formerCharts).toHaveLength(1)
  expect(await desk.do(patientCard, { patient: third })).toMatchObject({
    relations: [{ patient: into }],
    guarantor: { kind: 'patient', patient: into },
  })
  expect(await desk.do(patientCard, { patient: from })).toMatchObject({ mergedInto: into })
  expect((await desk.do(merges, { patient: from })).merges).toMatchObject([
    {
      merge,
      reason: 'Twice by telephone',
      by: 'Test secretary',
      undoneAt: null,
      from: { id: from },
      into: { id: into },
    },
  ])
  const [event] = await world.asOwner(
    "select facts from platform.event where name = 'patients.patients-merged' order by id desc limit 1",
  )
  expect(event).toEqual({ facts: { patient: into, from } })
})

it('gives back exactly what was there before', async () => {
  const before = [await plain(from), await plain(into), await plain(third)]
  const { merge } = await desk.do(mergePatients, { from, into, take: ['family', 'birthDate'] })
  await desk.do(undoMerge, { merge })
  expect([await plain(from), await plain(into), await plain(third)]).toEqual(before)
  expect((await desk.do(merges, { patient: into })).merges).toMatchObject([{ undoneBy: 'Test secretary' }])
})

it('leaves what was added since with the survivor, and what was changed since as it is', async () => {
  const before = await plain(from)
  const { merge } = await desk.do(mergePatients, { from, into })
  const { version } = await desk.do(patientCard, { patient: into })
  await desk.do(addAlert, { patient: into, text: 'Added after the merge' })
  await desk.do(changePatient, {
    patient: into,
    version,
    // The telephone that came along is struck off; the e-mail that came along is corrected.
    changes: { phones: [{ number: tel('0101') }, { number: tel('0104') }], email: 'corrected@example.org' },
  })
  await desk.do(undoMerge, { merge })
  expect(await plain(from)).toEqual(before)
  const survivor = await plain(into)
  expect(survivor.phones.map(phone => phone.number)).toEqual([`+1${tel('0101')}`, `+1${tel('0104')}`])
  expect(survivor.alerts).toMatchObject([{ text: 'Added after the merge' }])
  expect(survivor).toMatchObject({ email: 'corrected@example.org', sex: 'unknown' })
})

it('follows a chain to the last survivor and takes it apart from the end', async () => {
  const first = await desk.do(mergePatients, { from, into })
  const second = await desk.do(mergePatients, { from: into, into: third })
  expect(await desk.do(patientCard, { patient: from })).toMatchObject({ mergedInto: third })
  await expect(desk.do(undoMerge, { merge: first.merge })).rejects.toMatchObject({
    code: 'patients.undo-later-first',
    facts: { merge: second.merge },
  })
  expect(await desk.do(patientCard, { patient: from })).toMatchObject({ mergedInto: third })
  await desk.do(undoMerge, { merge: second.merge })
  expect(await desk.do(patientCard, { patient: from })).toMatchObject({ mergedInto: into })
  expect(await desk.do(patientCard, { patient: into })).toMatchObject({ mergedInto: null })
  await desk.do(undoMerge, { merge: first.merge })
  expect(await desk.do(patientCard, { patient: from })).toMatchObject({ mergedInto: null })
})

it('refuses to merge one with itself, or a record that is gone already, and to undo twice', async () => {
  await expect(desk.do(mergePatients, { from, into: from })).rejects.toMatchObject({ code: 'patients.same-patient' })
  const { merge } = await desk.do(mergePatients, { from, into })
  const rows = () => world.asOwner('select count(*)::int as n from patients.merge')
  const before = await rows()
  await expect(desk.do(mergePatients, { from, into: third })).rejects.toMatchObject({
    code: 'patients.merged-away',
    facts: { survivor: into },
  })
  await expect(desk.do(mergePatients, { from: third, into: from })).rejects.toMatchObject({
    code: 'patients.merged-away',
  })
  expect(await rows()).toEqual(before)
  await desk.do(undoMerge, { merge })
  await expect(desk.do(undoMerge, { merge })).rejects.toMatchObject({
    code: 'patients.already-undone',
    facts: { by: 'Test secretary' },
  })
})

it('lets two merges of the same two, in both directions at once, end in one', async () => {
  const race = await Promise.allSettled([
    desk.do(mergePatients, { from, into }),
    desk.do(mergePatients, { from: into, into: from }),
    desk.do(mergePatients, { from, into }),
  ])
  expect(race.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  for (const one of race)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'patients.merged-away' })
})

it('refuses work on a merged record everywhere, naming the survivor', async () => {
  await desk.do(mergePatients, { from, into })
  for (const ask of [
    () => desk.do(changePatient, { patient: from, version: 9, changes: { note: 'x' } }),
    () => desk.do(addAlert, { patient: from, text: 'x' }),
    () => desk.do(addRelation, { patient: from, other: { name: 'X' }, kind: 'friend' }),
    () => desk.do(addRelation, { patient: third, other: { patient: from }, kind: 'friend' }),
    () => desk.do(setGuarantor, { patient: from, guarantor: { kind: 'self' } }),
    () => desk.do(setGuarantor, { patient: third, guarantor: { kind: 'patient', patient: from } }),
    () => world.inside(ctx => requireActivePatient(ctx, from)),
  ])
    await expect(ask()).rejects.toMatchObject({ code: 'patients.merged-away', facts: { survivor: into } })
})

it('names the survivor to who calls from a number that stayed with the merged record', async () => {
  await desk.do(mergePatients, { from, into })
  const lines = await world.inside(ctx => patientsByPhone(ctx, `+1${tel('0102')}`))
  expect(lines.map(line => line.id)).toContain(into)
  expect(lines.map(line => line.id)).not.toContain(from)
})

it("takes the feature's own and every other feature's rows along, and back", async () => {
  const carried: string[] = []
  const carrier = {
    name: 'test',
    carry: async () => {
      carried.push('there')
      return { rows: [1, 2] }
    },
    giveBack: async (_ctx: unknown, _from: unknown, _into: unknown, moved: never) => {
      carried.push(JSON.stringify(moved))
    },
  }
  const own = world.app.carriers as unknown as unknown[]
  own.push(carrier)
  try {
    const { merge } = await desk.do(mergePatients, { from, into })
    await desk.do(undoMerge, { merge })
  } finally {
    own.pop()
  }
  expect(carried).toEqual(['there', '{"rows":[1,2]}'])
})

it("finds another practice's patients and merges as little as ones that never were", async () => {
  const other = (await world.neighbour()).as('secretary')
  const theirs = (await other.do(registerPatient, { family: 'Their', given: 'Own', birthDate: null })).patient
  const { merge } = await desk.do(mergePatients, { from, into })
  const missing = { code: 'platform.not-found' }
  await expect(other.do(mergePatients, { from: third, into: theirs })).rejects.toMatchObject(missing)
  await expect(other.do(mergePatients, { from: theirs, into: third })).rejects.toMatchObject(missing)
  await expect(other.do(undoMerge, { merge })).rejects.toMatchObject(missing)
  await expect(other.do(merges, { patient: into })).rejects.toMatchObject(missing)
  await expect(desk.do(mergePatients, { from: nobody, into })).rejects.toMatchObject(missing)
  await expect(world.inside(ctx => requireActivePatient(ctx, theirs))).rejects.toMatchObject(missing)
})
