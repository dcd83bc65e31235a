import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireType } from './require-type.ts'

/** Changes a recall rule, or takes it out of use. */
export const changeRecallRule = command(contract.changeRecallRule, {
  constraints: { recall_rule_by_name: contract.ruleExists },
  async run(ctx, input) {
    const [known] = await ctx.sql<{ after: string; recall: string }>`
      select r.after_type_id as after, r.recall_type_id as recall from worklists.recall_rule r
       where r.practice_id = ${ctx.practice}::uuid and r.id = ${input.rule}::uuid
         for update`
    if (!known) throw notFound({ what: 'recall-rule' })
    // A rule about a visit type that went out of use may be renamed and retired, but not begun.
    if (known.after !== input.after || !input.retired) await requireType(ctx, input.after)
    if (known.recall !== input.recall || !input.retired) await requireType(ctx, input.recall)
    await ctx.sql`
      update worklists.recall_rule r
         set name = ${input.name}, after_type_id = ${input.after}::uuid, recall_type_id = ${input.recall}::uuid, months = ${input.months},
             lead_days = ${input.leadDays}, age_from = ${input.ageFrom ?? null}::smallint, age_to = ${input.ageTo ?? null}::smallint,
             retired_at = case when ${input.retired}::boolean then coalesce(r.retired_at, ${ctx.now.toString()}::timestamptz) end
       where r.practice_id = ${ctx.practice}::uuid and r.id = ${input.rule}::uuid`
    ctx.concerns([], { rule: input.rule })
    ctx.emit('worklists.rules-changed', { rule: input.rule })
    return { rule: input.rule }
  },
})
