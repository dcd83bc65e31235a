import { expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { leaveMessage } from '../messages/leave-message.ts'
import { callCard } from './call-card.ts'
import { ring } from './ring.ts'

const world = await openWorld()
const secretary = world.as('secretary')

it('shows who it probably is: whom to check for, warnings, who else may be told, the next visit, what is open', async () => {
  const patient = newId<'patient'>()
  const mother = newId<'patient'>()
  const p = world.practice
  for (const [id, given] of [
    [patient, 'Kim'],
    [mother, 'Mona'],
  ]) {
    await world.asOwner(
      `insert into patients.patient (practice_id, id, chart_number, family, given, preferred_name, pronouns, birth_date, language, interpreter_needed, registered_at, family_n, given_n)
       values ($1, $2, $3, 'Sample', $3, 'Kimmie', 'they/them', '1999-02-01', 'es', true, now(), 'sample', lower($3))`,
      [p, id, given],
    )
  }
  await world.asOwner(
    `insert into patients.phone (practice_id, id, patient_id, e164, kind, place) values ($1, $2, $3, '+15550100150', 'mobile', 1), ($1, $4, $5, '+15550100151', 'mobile', 1)`,
    [p, newId(), patient, newId(), mother],
  )
  const alert = (text: string, ends: string | null, ended: string | null) =>
    world.asOwner(
      `insert into patients.alert (practice_id, id, patient_id, kind, text, starts_on, ends_on, added_at, ended_at) values ($1, $2, $3, 'access', $4, '2026-01-01', $5, now(), $6)`,
      [p, newId(), patient, text, ends, ended],
    )
  await alert('Uses a wheelchair', null, null)
  await alert('Last month only', '2026-10-31', null)
  await alert('Taken back', null, '2026-11-01T00:00:00Z')
  const relation = (other: string | null, name: string, hear: string) =>
    world.asOwner(
      `insert into patients.relation (practice_id, id, patient_id, other_patient_id, other_name, kind, may_hear, added_at) values ($1, $2, $3, $4, $5, 'parent', $6, now())`,
      [p, newId(), patient, other, name, hear],
    )
  await relation(mother, '', 'everything')
  await relation(null, 'Nosy Neighbour', 'nothing')
  const provider = newId()
  const visit = newId()
  await world.asOwner(
    `insert into practice.provider (practice_id, id, family, given, credential) values ($1, $2, 'Lee', 'Dana', 'MD')`,
    [p, provider],
  )
  for (const [id, at, state] of [
    [newId(), '2026-11-20T15:00:00Z', 'checked-out'],
    [newId(), '2026-11-25T15:00:00Z', 'cancelled'],
    [visit, '2026-11-27T14:20:00Z', 'booked'],
    [newId(), '2026-12-27T14:20:00Z', 'booked'],
  ]) {
    await world.asOwner(
      `insert into schedule.appointment (practice_id, id, patient_id, title, provider_id, starts_at, ends_at, wall_start, zone, origin, state, state_since)
       values ($1, $2, $3, 'Follow-up', $4, $5, $5::timestamptz + interval '20 minutes', $5::timestamptz at time zone 'America/New_York', 'America/New_York', 'import', $6, now())`,
      [p, id, patient, provider, at, state],
    )
  }
  await secretary.do(leaveMessage, { to: world.as('provider').caller.staff!, text: 'Refill', patient })

  const { call } = await secretary.do(ring, { from: '(555) 010-0150' })
  const card = await secretary.do(callCard, { call })
  expect(card).toMatchObject({ match: 'one', state: 'ringing', patient: null })
  expect(card.people).toHaveLength(1)
  expect(card.people[0]).toMatchObject({
    patient,
    name: 'Kim Sample',
    preferredName: 'Kimmie',
    pronouns: 'they/them',
    birthDate: '1999-02-01',
    language: 'es',
    interpreter: true,
    alerts: [{ kind: 'access', text: 'Uses a wheelchair' }],
    mayBeSpokenTo: [
      { name: 'Mona Sample', kind: 'parent', mayHear: 'everything', phone: '+15550100151', proxy: false },
    ],
    nextVisit: {
      appointment: visit,
      startsAt: '2026-11-27T14:20:00Z',
      what: 'Follow-up',
      provider: 'Dana Lee MD',
      state: 'booked',
    },
    openMessages: [{ text: 'Refill' }],
  })
  const [line] = await world.asOwner<{ patients: string[] }>(
    `select patients from platform.audit_line where deed = 'calls.call-card' order by id desc limit 1`,
  )
  expect(new Set(line!.patients)).toEqual(new Set([patient, mother]))
})
