import { expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { makeClinic } from '../simulator/index.ts'
import { openItems } from './open-items.ts'
import { patientRecalls } from './patient-recalls.ts'

const world = await openWorld()
const made = await makeClinic(world.app, {
  practice: world.practice,
  seed: 20261124,
  providers: 3,
  patients: 200,
  weeks: 3,
})
const secretary = world.as('secretary')
// Thirteen months on most of what was done has a rule by which it is due again.
world.clock.advance({ hours: 24 * 400 })

it('says of each patient what the recall list says, and besides only what waits to be rebooked', async () => {
  const list = (await secretary.do(openItems, { list: 'recall', limit: 500 })).rows.filter(row => row.step !== 'review')
  const rebook = (await secretary.do(openItems, { list: 'rebook', limit: 500 })).rows
  const word = (type: string | null, dueOn: string | null) => `${type} ${dueOn}`
  let said = 0
  for (const patient of made.patients as Id<'patient'>[]) {
    const { recalls } = await secretary.do(patientRecalls, { patient })
    const waits = new Set(rebook.filter(row => row.patient.id === patient).map(row => row.visitType))
    const expected = list.filter(row => row.patient.id === patient).map(row => word(row.visitType, row.dueOn))
    expect(
      recalls
        .filter(one => !waits.has(one.visitType))
        .map(one => word(one.visitType, one.dueOn))
        .sort(),
    ).toEqual(expected.sort())
    said += recalls.length
  }
  expect(list.length).toBeGreaterThan(20)
  expect(said).toBeGreaterThanOrEqual(list.length)
})

it('does not know the patients of another practice', async () => {
  const other = (await world.neighbour()).as('secretary')
  const missing = { code: 'platform.not-found' }
  await expect(other.do(patientRecalls, { patient: made.patients[0]! as Id<'patient'> })).rejects.toMatchObject(missing)
  await expect(secretary.do(patientRecalls, { patient: newId<'patient'>() })).rejects.toMatchObject(missing)
})
