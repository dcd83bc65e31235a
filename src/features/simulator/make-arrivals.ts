import * as arrivalsContract from '../arrivals/contract.ts'
import * as scheduleContract from '../schedule/contract.ts'
import { asPerson, does } from './deeds.ts'
import type { Making } from './making.ts'

const reasons = [
  { reason: 'Cut finger, a plaster is not enough', urgency: 2, ago: 25 },
  { reason: 'Sore throat since Sunday', urgency: 3, ago: 40 },
] as const

/** Who comes to the made-up clinic: a kiosk at each door, two people without an appointment, one who calls to say they are late, and some who
 *  are to come back in three months. */
export async function makeArrivals(making: Making): Promise<void> {
  const deed = (who: typeof making.manager, at: Temporal.Instant, run: Parameters<typeof asPerson<void>>[4]) =>
    asPerson(making.app, making.practice, who, at, run)
  const secretary = making.secretaries[0]!
  await deed(making.manager, making.now.subtract({ hours: 24 * 9 }), async ctx => {
    for (const location of making.locations) {
      await does(ctx, arrivalsContract.addKiosk, { location, name: 'Front door' })
    }
  })
  const [visits, walkers, late] = await asPerson(making.app, making.practice, secretary, making.now, async ctx => [
    await ctx.sql<{ id: string }>`
      select a.id from schedule.appointment a
       where a.practice_id = ${ctx.practice}::uuid and a.state = 'checked-out' and a.origin = 'desk'
       order by a.starts_at desc, a.id limit 3`,
    // Nobody who has a visit near today: they would not walk in.
    await ctx.sql<{ id: string }>`
      select p.id from patients.patient p
       where p.practice_id = ${ctx.practice}::uuid and p.merged_into is null
         and not exists (select from schedule.appointment a where a.practice_id = p.practice_id and a.patient_id = p.id
                          and a.starts_at >= ${ctx.now.subtract({ hours: 24 }).toString()}::timestamptz
                          and a.starts_at < ${ctx.now.add({ hours: 24 }).toString()}::timestamptz)
       order by p.chart_number limit 1`,
    await ctx.sql<{ id: string }>`
      select a.id from schedule.appointment a
       where a.practice_id = ${ctx.practice}::uuid and a.state in ('booked', 'confirmed') and a.starts_at > ${ctx.now.toString()}::timestamptz
       order by a.starts_at, a.id limit 1`,
  ])
  for (const { id } of visits) {
    await deed(secretary, making.now.subtract({ minutes: 50 }), async ctx => {
      await does(ctx, scheduleContract.addFollowUp, {
        after: id,
        dueOn: making.today.add({ months: 3 }).toString(),
        note: 'Blood pressure again',
      })
    })
  }
  for (const [n, { reason, urgency, ago }] of reasons.entries()) {
    await deed(secretary, making.now.subtract({ minutes: ago }), async ctx => {
      const patient = n === 0 ? walkers[0]?.id : undefined
      await does(ctx, arrivalsContract.addWalkIn, {
        location: making.locations[0]!,
        reason,
        urgency,
        ...(patient ? { patient } : { name: 'Pat Nobody-Here', birthDate: '1984-06-02' }),
      })
    })
  }
  for (const { id } of late) {
    await deed(secretary, making.now.subtract({ minutes: 5 }), async ctx => {
      await does(ctx, arrivalsContract.noteWord, { appointment: id, word: 'late' })
    })
  }
}
