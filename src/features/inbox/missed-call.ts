import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { itemGone } from './contract.ts'

export type Missed = { id: Id<'call'>; number: string | null; patient: Id<'patient'> | null }

/** A call that was missed and still waits, locked. Throws notFound for an id of nobody here, itemGone for one that was answered or let go. */
export async function lockMissed(ctx: Context, call: Id<'call'>): Promise<Missed> {
  const [known] = await ctx.sql<{ patient: Id<'patient'> | null }>`
    select c.patient_id as patient from calls.call c where c.practice_id = ${ctx.practice}::uuid and c.id = ${call}::uuid for update`
  if (!known) throw notFound({ what: 'call' })
  // Read after the lock: whoever held it may have settled the call.
  const [row] = await ctx.sql<Missed>`
    select g.item as id, g.patient_id as patient, c.number
      from inbox.from_missed(${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid) g
      join calls.call c on c.practice_id = ${ctx.practice}::uuid and c.id = g.item
     where g.item = ${call}::uuid`
  ctx.concerns(known.patient ? [known.patient] : [], { call })
  if (!row) throw itemGone()
  if (row.patient) ctx.concerns([row.patient], { call })
  return row
}
