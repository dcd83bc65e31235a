import { beforeEach, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { addAlert } from './add-alert.ts'
import { addRelation } from './add-relation.ts'
import { endAlert } from './end-alert.ts'
import { endRelation } from './end-relation.ts'
import { patientCard } from './patient-card.ts'
import { patientHistory } from './patient-history.ts'
import { patientNames } from './patient-names.ts'
import { registerPatient } from './register-patient.ts'
import { setGuarantor } from './set-guarantor.ts'

const world = await openWorld()
const desk = world.as('secretary')
let child: Id<'patient'>
let mother: Id<'patient'>
let n = 0

beforeEach(async () => {
  n++
  const family = `Sample${String.fromCharCode(65 + n)}`
  child = (await desk.do(registerPatient, { family, given: 'Kit', birthDate: `20${10 + n}-01-01` })).patient
  mother = (
    await desk.do(registerPatient, {
      family,
      given: 'Morgan',
      preferred: 'Mo',
      birthDate: `19${70 + n}-01-01`,
      phones: [{ number: `${300 + n}5550142` }],
    })
  ).patient
})

const card = (patient: Id<'patient'>) => desk.do(patientCard, { patient })

it('shows an alert from its first to its last day, safety first', async () => {
  await desk.do(addAlert, { patient: child, kind: 'courtesy', text: 'Afraid of needles' })
  await desk.do(addAlert, { patient: child, kind: 'safety', text: 'Latex allergy <b>!</b>', endsOn: '2026-11-30' })
  await desk.do(addAlert, { patient: child, text: 'Later', startsOn: '2026-12-01' })
  expect((await card(child)).alerts.map(alert => [alert.text, alert.by])).toEqual([
    ['Latex allergy <b>!</b>', 'Test secretary'],
    ['Afraid of needles', 'Test secretary'],
  ])
  const now = world.clock.now()
  world.clock.set('2026-12-02T15:00:00Z')
  expect((await card(child)).alerts.map(alert => alert.text)).toEqual(['Afraid of needles', 'Later'])
  world.clock.set(now)
})

it('ends an alert once, and keeps both in the history', async () => {
  const { alert } = await desk.do(addAlert, { patient: child, text: 'Short' })
  expect(await desk.do(endAlert, { alert })).toEqual({ alert, patient: child })
  expect((await card(child)).alerts).toEqual([])
  await expect(desk.do(endAlert, { alert })).rejects.toMatchObject({ code: 'patients.already-ended' })
  const { changes } = await desk.do(patientHistory, { patient: child })
  expect(changes.map(change => [change.field, change.after])).toMatchObject([
    ['alert', null],
    ['alert', { text: 'Short' }],
    ['record', {}],
  ])
})

it('lets one of two end an alert at the same moment', async () => {
  const { alert } = await desk.do(addAlert, { patient: child, text: 'Race' })
  const race = await Promise.allSettled([desk.do(endAlert, { alert }), desk.do(endAlert, { alert })])
  expect(race.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('refuses an alert that ends before it starts', async () => {
  await expect(desk.do(addAlert, { patient: child, text: 'x', endsOn: '2026-11-01' })).rejects.toMatchObject({
    code: 'platform.invalid-input',
    facts: { fields: [{ path: 'endsOn' }] },
  })
})

it('shows a relation from both sides, with what may be told', async () => {
  const { relation } = await desk.do(addRelation, {
    patient: child,
    other: { patient: mother },
    kind: 'mother',
    mayHear: 'everything',
    proxy: true,
    emergency: true,
  })
  const { relations } = await card(child)
  expect(relations).toMatchObject([
    {
      relation,
      kind: 'mother',
      patient: mother,
      phone: `+1${300 + n}5550142`,
      mayHear: 'everything',
      proxy: true,
      emergency: true,
    },
  ])
  expect(relations[0]!.name).toMatch(/^Mo Sample/)
  expect((await card(mother)).relatedTo).toMatchObject([{ relation, kind: 'mother', patient: child, proxy: true }])
  await desk.do(endRelation, { relation })
  expect((await card(child)).relations).toEqual([])
  await expect(desk.do(endRelation, { relation })).rejects.toMatchObject({ code: 'patients.already-ended' })
})

it('takes an outside person with a telephone that can be dialled', async () => {
  await desk.do(addRelation, {
    patient: child,
    other: { name: 'Casey Example', phone: '212-555-0143' },
    kind: 'caregiver',
  })
  expect((await card(child)).relations).toMatchObject([
    { name: 'Casey Example', phone: '+12125550143', mayHear: 'nothing', patient: null },
  ])
  await expect(
    desk.do(addRelation, { patient: child, other: { name: 'Casey', phone: '99' }, kind: 'friend' }),
  ).rejects.toMatchObject({ facts: { fields: [{ path: 'other.phone' }] } })
  await expect(
    desk.do(addRelation, { patient: child, other: { patient: child }, kind: 'friend' }),
  ).rejects.toMatchObject({ code: 'patients.same-patient' })
  expect((await card(child)).relations).toHaveLength(1)
})

it('knows who answers for the bill: another patient, somebody else, or the patient again', async () => {
  expect((await card(child)).guarantor.kind).toBe('self')
  await desk.do(setGuarantor, { patient: child, guarantor: { kind: 'patient', patient: mother, relation: 'mother' } })
  expect((await card(child)).guarantor).toMatchObject({ kind: 'patient', patient: mother, relation: 'mother' })
  await desk.do(setGuarantor, {
    patient: child,
    guarantor: { kind: 'person', name: 'Casey Example', phone: '2125550143' },
  })
  expect((await card(child)).guarantor).toMatchObject({ kind: 'person', name: 'Casey Example', phone: '+12125550143' })
  await desk.do(setGuarantor, { patient: child, guarantor: { kind: 'self' } })
  expect((await card(child)).guarantor.kind).toBe('self')
  await expect(
    desk.do(setGuarantor, { patient: child, guarantor: { kind: 'patient', patient: child } }),
  ).rejects.toMatchObject({ code: 'patients.same-patient' })
  await expect(
    desk.do(setGuarantor, { patient: child, guarantor: { kind: 'person', name: 'X', phone: 'no' } }),
  ).rejects.toMatchObject({ facts: { fields: [{ path: 'guarantor.phone' }] } })
  const rows = await world.asOwner('select ended_at is null as open from patients.guarantor where patient_id = $1', [
    child,
  ])
  expect(rows).toEqual([{ open: false }, { open: false }])
})

it('leaves one guarantor when two desks set one at the same moment', async () => {
  await Promise.all(
    ['One', 'Two', 'Three'].map(name => desk.do(setGuarantor, { patient: child, guarantor: { kind: 'person', name } })),
  )
  const rows = await world.asOwner('select id from patients.guarantor where patient_id = $1 and ended_at is null', [
    child,
  ])
  expect(rows).toHaveLength(1)
})

it("finds nothing of another practice's, whichever id is foreign", async () => {
  const { alert } = await desk.do(addAlert, { patient: child, text: 'Ours' })
  const { relation } = await desk.do(addRelation, { patient: child, other: { name: 'X' }, kind: 'friend' })
  const other = (await world.neighbour()).as('secretary')
  const theirs = (await other.do(registerPatient, { family: 'Their', given: 'Own', birthDate: null })).patient
  for (const ask of [
    () => other.do(addAlert, { patient: child, text: 'x' }),
    () => other.do(endAlert, { alert }),
    () => other.do(endRelation, { relation }),
    () => other.do(addRelation, { patient: child, other: { name: 'x' }, kind: 'friend' }),
    () => other.do(addRelation, { patient: theirs, other: { patient: child }, kind: 'friend' }),
    () => other.do(setGuarantor, { patient: child, guarantor: { kind: 'self' } }),
    () => other.do(setGuarantor, { patient: theirs, guarantor: { kind: 'patient', patient: child } }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: 'platform.not-found' })
  expect((await card(child)).alerts).toHaveLength(1)
})

it('names patients for other features, those of this practice only', async () => {
  const names = await world.inside(ctx => patientNames(ctx, [mother, child, mother]))
  expect(names.size).toBe(2)
  expect(names.get(mother)).toMatch(/^Mo Sample/)
  const other = await world.neighbour()
  expect((await other.inside(ctx => patientNames(ctx, [mother]))).size).toBe(0)
})
