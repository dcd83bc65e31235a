import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { nextAvailable } from '../contract.ts'

/** Looks of one session for one patient within this time are one look: an open panel asks anew with every visit that anybody books. */
const ONE_LOOK = { minutes: 10 }

/** Whether the audit has a line already of this session looking for a time for this patient. */
export async function lookedJustNow(ctx: Context, patient: Id<'patient'>): Promise<boolean> {
  const { staff, session } = ctx.caller
  if (!staff || !session) return false
  const [line] = await ctx.sql`
    select l.id from platform.audit_line l
     where l.practice_id = ${ctx.practice}::uuid and l.actor_id = ${staff}::uuid and l.at > ${ctx.now.subtract(ONE_LOOK).toString()}::timestamptz
       and l.at <= ${ctx.now.toString()}::timestamptz and l.session_id = ${session}::uuid and l.deed = ${nextAvailable.name} and l.outcome = 'done'
       and ${patient}::uuid = any(l.patients)
     limit 1`
  return line !== undefined
}
