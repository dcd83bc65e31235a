import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireType } from './require-type.ts'

/** Adds a rule by which patients are called in. */
export const addRecallRule = command(contract.addRecallRule, {
  constraints: { recall_rule_by_name: contract.ruleExists },
  async run(ctx, input) {
    await requireType(ctx, input.after)
    await requireType(ctx, input.recall)
    const rule = newId<'recall-rule'>(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into worklists.recall_rule (practice_id, id, name, after_type_id, recall_type_id, months, lead_days, age_from, age_to)
      values (${ctx.practice}::uuid, ${rule}::uuid, ${input.name}, ${input.after}::uuid, ${input.recall}::uuid, ${input.months}, ${input.leadDays},
              ${input.ageFrom ?? null}::smallint, ${input.ageTo ?? null}::smallint)`
    ctx.concerns([], { rule })
    ctx.emit('worklists.rules-changed', { rule })
    return { rule }
  },
})
