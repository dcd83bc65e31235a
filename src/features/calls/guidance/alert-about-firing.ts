import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { leaveMessage } from '../messages/leave-message.ts'
import { addFact, lockFiring } from './firing-rows.ts'
import { requireGuidance } from './guidance-rows.ts'

/** Leaves an urgent message about the call to somebody who can help now. What the call is about stands in the message: they need not ask. */
export const alertAboutFiring = command(contract.alertAboutFiring, {
  async run(ctx, input) {
    const known = await ctx.sql`select 1 from practice.staff where practice_id = ${ctx.practice} and id = ${input.to}`
    if (known.length === 0) throw notFound({ what: 'staff' })
    const firing = await lockFiring(ctx, input, flag => requireGuidance(ctx, 'red-flag', flag))
    const [call] = await ctx.sql<{ note: string; to: string | null }>`
      select c.note, s.name as to
        from calls.call c left join practice.staff s on s.practice_id = c.practice_id and s.id = ${input.to}::uuid
       where c.practice_id = ${ctx.practice} and c.id = ${input.call}`
    const text = `Red flag on the phone: ${firing.flagName}.${call!.note ? `\n${call!.note.slice(0, 4_000)}` : ''}`
    const left = await leaveMessage.run(ctx, {
      to: input.to,
      kind: 'note',
      fields: {},
      text,
      call: input.call,
      priority: 'urgent',
    })
    await addFact(ctx, firing.id, input.call, {
      kind: 'alerted',
      at: ctx.now.toString(),
      text: call!.to ?? '',
      message: left.message as Id<'message'>,
    })
    return { firing: firing.id, message: left.message }
  },
})
