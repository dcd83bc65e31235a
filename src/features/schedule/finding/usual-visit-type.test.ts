import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { addVisitType } from '../setting-up/add-visit-type.ts'
import { changeVisitType } from '../setting-up/change-visit-type.ts'
import { usualVisitType } from './usual-visit-type.ts'

const world = await openWorld()
const manager = world.as('manager')
const desk = world.as('secretary')
const clinic = await openClinic(world, { providers: 1, patients: 12 })
const usual = async (n: number) => (await desk.do(usualVisitType, { patient: clinic.patients[n]! })).visitType
const type = async (name: string, more: object = {}) =>
  (await manager.do(addVisitType, { name, shortName: name.toLowerCase(), minutes: 20, ...more })).id
const came = (n: number, visitType: Id<'visit-type'>, day: string) =>
  world.asOwner(
    `insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone, state, state_since)
     select $1, gen_random_uuid(), $2, $3, $4, $5, t, t + interval '20 minutes', t, 'America/New_York', 'checked-out', t from (values ($6::timestamptz)) v(t)`,
    [world.practice, clinic.patients[n], visitType, clinic.providers[0], clinic.location, day],
  )

test('new patients get what new ones come for, established ones what they come back for, whatever the colours say', async () => {
  const first = await type('Welcome', { color: 'follow' })
  const again = await type('Review', { color: 'new' })
  for (let n = 0; n < 5; n++) await came(n, first, `2026-03-0${n + 1} 15:00Z`)
  for (let n = 0; n < 3; n++) await came(n, again, `2026-06-0${n + 1} 15:00Z`)
  // Most visits of all are of the first kind; of those who had been here before, of the other.
  expect([await usual(11), await usual(0)]).toEqual([first, again])

  const intake = await type('Intake', { forWhom: 'new' })
  expect([await usual(11), await usual(0)]).toEqual([intake, again])
  await manager.do(changeVisitType, { visitType: again, bookableBy: ['portal'] })
  expect(await usual(0)).not.toBe(again)
  await manager.do(changeVisitType, { visitType: again, bookableBy: ['desk'], retired: true })
  expect(await usual(0)).not.toBe(again)

  // Four years on nobody is established any more.
  world.clock.set('2030-11-26T15:00:00Z')
  expect(await desk.do(usualVisitType, { patient: clinic.patients[0]! })).toEqual({
    visitType: intake,
    established: false,
  })
})

test('a practice without a past takes what is meant for such patients; nobody else’s patient is known', async () => {
  const other = await world.neighbour()
  const place = await openClinic(other, { providers: 1, patients: 1 })
  const patient = place.patients[0]!
  const intake = await other
    .as('manager')
    .do(addVisitType, { name: 'Intake', shortName: 'in', minutes: 40, forWhom: 'new' })
  expect(await other.as('secretary').do(usualVisitType, { patient })).toEqual({
    visitType: intake.id,
    established: false,
  })
  for (const foreign of [patient, newId<'patient'>()])
    expect((await refusalOf(desk.do(usualVisitType, { patient: foreign }))).code).toBe('platform.not-found')
})
