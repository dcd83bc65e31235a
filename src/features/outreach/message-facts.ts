import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'

/** Writes down what happened to a message, and tells whoever looks at it. */
export async function noteMessage(
  ctx: Context,
  message: Id<'patient-message'>,
  fact: { what: string; why?: string },
): Promise<void> {
  await ctx.sql`
    insert into outreach.patient_message_fact (practice_id, message_id, seq, what, at, why, by_staff, by_name)
    select ${ctx.practice}::uuid, ${message}::uuid, count(*) + 1, ${fact.what}, ${ctx.now.toString()}::timestamptz, ${fact.why ?? ''},
           ${ctx.caller.staff}::uuid, ${ctx.caller.name}
      from outreach.patient_message_fact where practice_id = ${ctx.practice} and message_id = ${message}::uuid`
}
