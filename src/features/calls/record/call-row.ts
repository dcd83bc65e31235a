import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { callSettled } from '../contract.ts'

/** A call as the commands need it, locked until they end. */
export type LockedCall = {
  id: Id<'call'>
  number: string | null
  taken_at: string | null
  taken_by: Id<'staff'> | null
  ended_at: string | null
  outcome: string | null
  also: string[]
  closed_at: string | null
  patient_id: Id<'patient'> | null
  note: string
  reasons: string[]
  revision: number
  noted_at: string | null
  noted_by: Id<'staff'> | null
}

/** Reads a call and keeps others from changing it until this transaction ends; missing if this practice has none of that id. */
export async function lockCall(ctx: Context, call: Id<'call'>): Promise<LockedCall> {
  const rows = await ctx.sql<LockedCall>`
    select id, number, taken_at, taken_by, ended_at, outcome, also, closed_at, patient_id, note, reasons, revision, noted_at, noted_by
      from calls.call where practice_id = ${ctx.practice} and id = ${call} for update`
  if (!rows[0]) throw notFound({ what: 'call' })
  return rows[0]
}

/** Hours after its close in which a call can still be mended; the trigger keep_settled on calls.call is the judge of the same. */
const mendable_h = 24

/** When nothing of a call closed at that moment is changed any more. */
export const settlesAt = (closedAt: string): Temporal.Instant =>
  Temporal.Instant.from(closedAt).add({ hours: mendable_h })

/** Refuses to change a call that is settled. */
export function requireMendable(ctx: Context, call: Pick<LockedCall, 'closed_at'>): void {
  if (call.closed_at && Temporal.Instant.compare(ctx.now, settlesAt(call.closed_at)) >= 0) {
    throw callSettled({ at: call.closed_at })
  }
}

/** Name of a person of this practice, for refusals that say who was first. */
export async function nameOf(ctx: Context, staff: Id<'staff'> | null): Promise<string | null> {
  if (!staff) return null
  const rows = await ctx.sql<{ name: string }>`
    select name from practice.staff where practice_id = ${ctx.practice} and id = ${staff}`
  return rows[0]?.name ?? null
}
