import type { Id } from '../../core/id.ts'
import * as scheduleContract from '../schedule/contract.ts'
import { asPerson, does } from './deeds.ts'
import type { Making } from './making.ts'

type Run = Parameters<typeof asPerson<void>>[4]

/** Visits that belong together or stand apart: a chain, a family, a series, a group, one that takes a device, cards on the pinboard, a hold of
 *  the other desk. All ahead of today, at times that are free. */
export async function makeTogether(making: Making): Promise<void> {
  const [sam, robin] = [making.secretaries[0]!, making.secretaries.at(-1)!]
  const at = (hours: number) => making.now.subtract({ hours })
  const deed = (who: typeof sam, when: Temporal.Instant, run: Run) =>
    asPerson(making.app, making.practice, who, when, run)
  const [followUp, vaccination, lab, ultrasound, group] = [0, 9, 10, 11, 12].map(n => making.visitTypes[n]!)
  const day = (days: number) => making.today.add({ days }).toString()
  // Near days only: the further one looks, the longer it takes.
  const from = (days: number) => ({ from: day(days), to: day(days + 9) })
  const patients = await strangersOfTheDesk(making)

  await deed(sam, at(50), async ctx => {
    const patient = patients[0]!
    const steps = [{ visitType: lab! }, { visitType: followUp! }]
    const { plans } = await does(ctx, scheduleContract.findChain, { steps, patient, ...from(3), limit: 1 })
    const visits = plans[0]?.visits.map(one => wanted(one, patient))
    if (visits) await does(ctx, scheduleContract.bookTogether, { kind: 'chain', visits })
  })
  await deed(robin, at(30), async ctx => {
    const family = making.patients.slice(0, 2)
    const { plans } = await does(ctx, scheduleContract.findTogether, {
      visits: family.map(patient => ({ visitType: vaccination!, patient })),
      ...from(4),
      limit: 1,
    })
    const visits = plans[0]?.visits.map((one, n) => wanted(one, family[n]!))
    if (visits) await does(ctx, scheduleContract.bookTogether, { kind: 'family', visits })
  })
  await deed(sam, at(26), async ctx => {
    const patient = patients[1]!
    const rule = 'FREQ=WEEKLY;COUNT=6'
    const { openings } = await does(ctx, scheduleContract.nextAvailable, {
      visitType: vaccination!,
      patient,
      ...from(5),
      limit: 1,
    })
    const [first] = openings
    if (!first) return
    const { provider, date, time } = first
    const { occurrences } = await does(ctx, scheduleContract.planSeries, {
      visitType: vaccination!,
      provider,
      patient,
      date,
      time,
      rule,
    })
    const visits = occurrences
      .filter(one => one.free)
      .map(({ startsAt, location }) => wanted({ startsAt, location, provider, visitType: vaccination! }, patient))
    await does(ctx, scheduleContract.bookTogether, { kind: 'series', rule, visits })
  })
  await deed(robin, at(25), async ctx => {
    const { openings } = await does(ctx, scheduleContract.nextAvailable, { visitType: group!, to: day(28), limit: 1 })
    const [first] = openings
    for (const patient of first ? patients.slice(2, 7) : []) {
      await does(ctx, scheduleContract.bookAppointment, {
        ...wanted({ ...first!, visitType: group! }, patient),
        despite,
      })
    }
  })
  await deed(sam, at(24), async ctx => {
    const { openings } = await does(ctx, scheduleContract.nextAvailable, {
      visitType: ultrasound!,
      ...from(1),
      limit: 3,
      onePerProvider: true,
    })
    for (const [n, one] of openings.entries()) {
      await does(ctx, scheduleContract.bookAppointment, {
        ...wanted({ ...one, visitType: ultrasound! }, patients[7 + n]!),
        room: 'any',
        despite,
      })
    }
  })
  await deed(sam, at(3), async ctx => {
    await does(ctx, scheduleContract.pinWish, {
      patient: patients[10]!,
      visitType: followUp!,
      note: 'Only after school',
    })
    const { openings } = await does(ctx, scheduleContract.nextAvailable, { visitType: followUp!, ...from(6), limit: 1 })
    const [first] = openings
    if (!first) return
    const visit = await does(ctx, scheduleContract.bookAppointment, {
      ...wanted({ ...first, visitType: followUp! }, patients[11]!),
      despite,
    })
    await does(ctx, scheduleContract.pinAppointment, {
      appointment: visit.id,
      version: visit.version,
      note: 'Asks the bus company first',
    })
  })
  await deed(robin, making.now, async ctx => {
    const { openings } = await does(ctx, scheduleContract.nextAvailable, { visitType: followUp!, ...from(1), limit: 1 })
    const [first] = openings
    if (!first) return
    const { provider, location, startsAt } = first
    const note = 'Asks the daughter who drives'
    await does(ctx, scheduleContract.holdSlot, {
      visitType: followUp!,
      provider,
      location,
      startsAt,
      forMinutes: 45,
      note,
    })
  })
}

const despite = ['patient-already-booked' as const]

type Place = { startsAt: string; provider: Id<'provider'>; location: Id<'location'>; visitType: Id<'visit-type'> }

function wanted({ startsAt, provider, location, visitType }: Place, patient: Id<'patient'>) {
  return { patient, visitType, provider, location, startsAt }
}

/** Patients without a visit ahead, by chart number: nothing that is made for them collides. */
async function strangersOfTheDesk(making: Making): Promise<Id<'patient'>[]> {
  const free = await asPerson(
    making.app,
    making.practice,
    making.secretaries[0]!,
    making.now,
    ctx =>
      ctx.sql<{ id: Id<'patient'> }>`
      select p.id from patients.patient p
       where p.practice_id = ${ctx.practice}::uuid and p.merged_into is null
         and not exists (select from schedule.appointment a where a.practice_id = p.practice_id and a.patient_id = p.id
                          and a.starts_at >= ${ctx.now.toString()}::timestamptz and a.state in ('booked', 'confirmed'))
       order by p.chart_number offset 2 limit 12`,
  )
  const others = making.patients.slice(20)
  return Array.from({ length: 12 }, (_, n) => free[n]?.id ?? others[n]!)
}
