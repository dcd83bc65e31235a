import type { Id } from '../../../core/id.ts'
import { wallClock } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { notBookableHere, notForPatient, notOffered, notYetOrTooFar, type Warning } from '../contract.ts'

/** What a visit type asks of a booking, as place.ts has read it. */
export type TypeRules = {
  offered: boolean
  for_whom: 'anybody' | 'new' | 'established'
  notice_minutes: number
  horizon_days: number
  bookable_by: string[]
}

type Wanted = {
  patient?: Id<'patient'> | undefined
  visitType: Id<'visit-type'>
  provider: Id<'provider'>
  startsAt: Temporal.Instant
  appointment?: Id<'appointment'>
  started?: boolean
  despite: readonly Warning[]
}

/** Somebody who was here within these years is not new (as the CPT has it of new patients). */
const ESTABLISHED_YEARS = 3

/** Keeps the rules of a visit type, or refuses by the one that is broken: who holds it, who may book it, for whom, how soon and how far ahead.
 *  A visit that only moves was right for its patient and its booker already. */
export async function keepTypeRules(ctx: Context, wanted: Wanted, rules: TypeRules, zone: string): Promise<void> {
  if (!rules.offered && (await comesToProvider(ctx, wanted))) {
    throw notOffered({ provider: wanted.provider, visitType: wanted.visitType })
  }
  if (!wanted.appointment) {
    if (!(await mayBook(ctx, rules.bookable_by))) throw notBookableHere({ bookableBy: rules.bookable_by })
    if (rules.for_whom !== 'anybody' && wanted.patient && !wanted.despite.includes('for-whom')) {
      const known = await isEstablished(ctx, wanted.patient, wanted.startsAt)
      if (known !== (rules.for_whom === 'established')) throw notForPatient({ forWhom: rules.for_whom })
    }
  }
  if (!wanted.started && !wanted.despite.includes('notice')) refuseNotice(ctx, wanted.startsAt, rules, zone)
}

function refuseNotice(ctx: Context, startsAt: Temporal.Instant, rules: TypeRules, zone: string): void {
  const earliest = ctx.now.add({ minutes: rules.notice_minutes })
  // What lies before now is another question: see refusePast.
  if (Temporal.Instant.compare(startsAt, ctx.now) > 0 && Temporal.Instant.compare(startsAt, earliest) < 0) {
    throw notYetOrTooFar({ why: 'notice', noticeMinutes: rules.notice_minutes, earliest: earliest.toString() })
  }
  const today = Temporal.PlainDate.from(wallClock(ctx.now, zone).date)
  const latest = today.add({ days: rules.horizon_days }).toString()
  if (wallClock(startsAt, zone).date > latest) {
    throw notYetOrTooFar({ why: 'horizon', horizonDays: rules.horizon_days, latest })
  }
}

/** True unless the visit is with this provider already: who no longer takes new ones keeps those booked. */
async function comesToProvider(ctx: Context, wanted: Wanted): Promise<boolean> {
  if (!wanted.appointment) return true
  const [there] = await ctx.sql`
    select a.id from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.id = ${wanted.appointment}::uuid and a.provider_id = ${wanted.provider}::uuid`
  return !there
}

/** The desk books what the desk may; a provider also what providers may. The program itself (imports, the demo clinic) is not asked. */
async function mayBook(ctx: Context, bookableBy: readonly string[]): Promise<boolean> {
  if (bookableBy.includes('desk') || ctx.caller.kind === 'system' || ctx.caller.kind === 'operator') return true
  if (!bookableBy.includes('provider') || !ctx.caller.staff) return false
  const [provider] = await ctx.sql`
    select r.id from practice.staff_role s join practice.role r on r.practice_id = s.practice_id and r.id = s.role_id
     where s.practice_id = ${ctx.practice}::uuid and s.staff_id = ${ctx.caller.staff}::uuid and r.key = 'provider'`
  return provider !== undefined
}

/** Whether somebody was here, or was to be, in the years before a moment. */
export async function isEstablished(ctx: Context, patient: Id<'patient'>, at: Temporal.Instant): Promise<boolean> {
  const since = at.subtract({ hours: Math.round(ESTABLISHED_YEARS * 365.25 * 24) }).toString()
  const [visit] = await ctx.sql`
    select a.id from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.patient_id = ${patient}::uuid and a.starts_at < ${at.toString()}::timestamptz
       and a.starts_at >= ${since}::timestamptz and a.state not in ('cancelled', 'no-show')
     limit 1`
  return visit !== undefined
}
