import type { Id } from '../../core/id.ts'
import * as arrivalsContract from '../arrivals/contract.ts'
import * as disruptionContract from '../disruption/contract.ts'
import * as scheduleContract from '../schedule/contract.ts'
import * as waitlistContract from '../waitlist/contract.ts'
import { asPerson, does } from './deeds.ts'
import type { Making } from './making.ts'

type Run = Parameters<typeof asPerson<void>>[4]
type Visit = { id: Id<'appointment'>; provider: Id<'provider'>; patient: Id<'patient'> }

/** What does not go as planned, and what follows a visit: a room that is out, a provider who is away next week and one who runs late, visits that
 *  fell out of the hours, people who should have come back, more who wait, and who is where in the rooms just now. */
export async function makeHitches(making: Making): Promise<void> {
  const [sam, robin] = [making.secretaries[0]!, making.secretaries.at(-1)!]
  const deed = (who: typeof sam, hours: number, run: Run) =>
    asPerson(making.app, making.practice, who, making.now.subtract({ hours }), run)
  const [lee, ortiz, patel, novak, okafor] = making.providers
  const [followUp] = making.visitTypes

  await deed(making.manager, 24 * 6, async ctx => {
    const day = workingDay(making.today.add({ days: 9 }), 4)
    await does(ctx, scheduleContract.addException, {
      provider: okafor ?? lee!,
      kind: 'away',
      from: day,
      fromTime: '13:00',
      toTime: '15:00',
      reason: 'School visit',
    })
    await does(ctx, scheduleContract.setMissedPolicy, {
      active: true,
      lateHours: 24,
      lateCents: 2500,
      noShowCents: 5000,
      firstFree: true,
    })
    await does(ctx, scheduleContract.openCalendarFeed, { provider: lee!, level: 'busy' })
  })
  await deed(sam, 24 * 5, async ctx => {
    const filter = { view: 'day', location: null, provider: null, density: 'roomy' } as const
    const providers = [lee, ortiz, novak].filter(one => one !== undefined)
    await does(ctx, scheduleContract.saveViewSet, {
      name: 'Family team',
      shared: true,
      filter: { ...filter, providers },
    })
  })
  await deed(robin, 20, async ctx => {
    const from = workingDay(making.today.add({ days: 6 }), 1)
    const room = making.rooms[6]!
    await does(ctx, disruptionContract.reportDisruption, { kind: 'room-out', room, from, reason: 'Lamp is repaired' })
  })
  await deed(robin, 4, async ctx => {
    const from = workingDay(making.today.add({ days: 5 }), 2)
    const provider = novak ?? lee!
    await does(ctx, disruptionContract.reportDisruption, {
      kind: 'provider-away',
      provider,
      from,
      fromTime: '13:00',
      reason: 'Own appointment',
    })
  })
  const { roomed, soon, done, later } = await around(making)
  await deed(sam, 0, async ctx => {
    const stages = ['with-provider', 'checkout', 'with-provider'] as const
    for (const [n, stage] of stages.entries()) {
      if (roomed[n]) await does(ctx, arrivalsContract.setStage, { appointment: roomed[n].id, stage })
    }
    const behind = soon.find(one => one.provider === patel) ?? soon[0]
    if (behind) {
      await does(ctx, disruptionContract.reportLate, {
        provider: behind.provider,
        minutes: 25,
        reason: 'Difficult morning',
      })
    }
  })
  await deed(robin, 24 * 7, async ctx => {
    for (const [n, { id }] of done.entries()) {
      const dueOn = making.today.add({ days: 7 * n - 6 }).toString()
      await does(ctx, scheduleContract.addFollowUp, {
        after: id,
        dueOn,
        slackDays: 14,
        note: 'Look at the blood values again',
      })
    }
  })
  await deed(robin, 30, async ctx => {
    for (const { id } of later.slice(0, 2)) {
      await does(ctx, waitlistContract.wantEarlier, {
        appointment: id,
        part: 'am',
        noticeMinutes: 120,
        urgency: 'soon',
        note: 'Would come at two hours’ notice',
      })
    }
    const [patient] = making.patients.slice(12)
    const providers = [lee, novak].filter(one => one !== undefined)
    if (patient) {
      await does(ctx, waitlistContract.addWish, {
        patient,
        visitType: followUp!,
        providers,
        weekdays: [1, 3, 5],
        part: 'pm',
        note: 'Works shifts',
      })
    }
  })
}

/** The nearest day on or after one that is that weekday: 1 Monday to 5 Friday. */
function workingDay(from: Temporal.PlainDate, weekday: number): string {
  return from.add({ days: (weekday - from.dayOfWeek + 7) % 7 }).toString()
}

/** Visits around this moment: who sits in a room, who comes next, who was here some weeks ago, who comes much later. */
async function around(making: Making): Promise<{ roomed: Visit[]; soon: Visit[]; done: Visit[]; later: Visit[] }> {
  return asPerson(making.app, making.practice, making.secretaries[0]!, making.now, async ctx => {
    const now = ctx.now.toString()
    const inHours = (hours: number) => ctx.now.add({ hours }).toString()
    const [roomed, soon, done, later] = [
      await ctx.sql<Visit>`
        select a.id, a.provider_id as provider, a.patient_id as patient from schedule.appointment a
         where a.practice_id = ${ctx.practice}::uuid and a.state = 'roomed' order by a.starts_at, a.id limit 3`,
      await ctx.sql<Visit>`
        select a.id, a.provider_id as provider, a.patient_id as patient from schedule.appointment a
         where a.practice_id = ${ctx.practice}::uuid and a.state in ('booked', 'confirmed', 'arrived')
           and a.starts_at >= ${now}::timestamptz and a.starts_at < ${inHours(2)}::timestamptz
         order by a.starts_at, a.id`,
      await ctx.sql<Visit>`
        select a.id, a.provider_id as provider, a.patient_id as patient from schedule.appointment a
         where a.practice_id = ${ctx.practice}::uuid and a.state = 'checked-out' and a.ends_at < ${inHours(-24 * 8)}::timestamptz
           -- Who comes for the same again anyway need not be called.
           and not exists (select from schedule.appointment b
                            where b.practice_id = a.practice_id and b.patient_id = a.patient_id and b.visit_type_id = a.visit_type_id
                              and b.starts_at > a.starts_at and b.state not in ('cancelled', 'no-show'))
         order by a.starts_at, a.id
         limit 4`,
      await ctx.sql<Visit>`
        select a.id, a.provider_id as provider, a.patient_id as patient from schedule.appointment a
         where a.practice_id = ${ctx.practice}::uuid and a.state in ('booked', 'confirmed') and a.starts_at > ${inHours(24 * 14)}::timestamptz
         order by a.starts_at, a.id limit 2`,
    ]
    return { roomed, soon, done, later }
  })
}
