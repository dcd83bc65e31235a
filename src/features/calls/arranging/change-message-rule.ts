import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireAddress } from '../messages/address.ts'
import { readRule } from './message-rules.ts'

/** Says the rule of one kind, whole. It holds for messages left and due times told from now on. */
export const changeMessageRule = command(contract.changeMessageRule, {
  async run(ctx, input) {
    const named = { to: input.escalateTo, toPool: input.escalateToPool, toRole: input.escalateToRole }
    const given = named.to ?? named.toPool ?? named.toRole
    const found = given ? await requireAddress(ctx, named) : null
    const also = input.escalateAfterMinutes === null ? null : found
    await ctx.sql`
      insert into calls.message_rule (practice_id, kind, priority, urgent_minutes, today_by, normal_days, normal_by, escalate_after_minutes,
             escalate_again_minutes, escalate_most, also_staff, also_pool, also_role, tries, try_days, try_hours_apart)
      values (${ctx.practice}, ${input.kind}, ${input.priority}, ${input.urgentMinutes}, ${input.todayBy}::time, ${input.normalDays},
              ${input.normalBy}::time, ${input.escalateAfterMinutes}, ${input.escalateAgainMinutes}, ${input.escalateMost},
              ${also?.staff ?? null}, ${also?.pool ?? null}, ${also?.role ?? null}, ${input.tries}, ${input.tryDays}, ${input.tryHoursApart})
      on conflict (practice_id, kind) do update
         set priority = excluded.priority, urgent_minutes = excluded.urgent_minutes, today_by = excluded.today_by,
             normal_days = excluded.normal_days, normal_by = excluded.normal_by, escalate_after_minutes = excluded.escalate_after_minutes,
             escalate_again_minutes = excluded.escalate_again_minutes, escalate_most = excluded.escalate_most,
             also_staff = excluded.also_staff, also_pool = excluded.also_pool, also_role = excluded.also_role, tries = excluded.tries,
             try_days = excluded.try_days, try_hours_apart = excluded.try_hours_apart`
    ctx.emit('calls.rule-changed', { kind: input.kind })
    return await readRule(ctx, input.kind)
  },
})
