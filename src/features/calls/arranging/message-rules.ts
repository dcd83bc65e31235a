import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import type { MessageKind } from '../contract-kinds.ts'
import { addressOf } from '../messages/read-address.ts'
import { ruleOf } from '../messages/rule.ts'

/** The rule of every kind, whether the practice has said it or not. */
export const messageRules = query(contract.messageRules, async ctx => {
  const rules = []
  for (const kind of contract.kindKeys) rules.push(await readRule(ctx, kind))
  return { rules }
})

/** One rule as the settings show it. */
export async function readRule(ctx: Context, kind: MessageKind) {
  const { rule, also, own } = await ruleOf(ctx, kind)
  if (!also) return { ...rule, escalateTo: null, own }
  const [row] = await ctx.sql<{ name: string }>`
    select coalesce((select name from practice.staff where practice_id = ${ctx.practice} and id = ${also.staff}::uuid),
                    (select name from calls.message_pool where practice_id = ${ctx.practice} and id = ${also.pool}::uuid),
                    (select name from practice.role where practice_id = ${ctx.practice} and id = ${also.role}::uuid)) as name`
  const to = { to_staff: also.staff as Id<'staff'> | null, to_pool: also.pool, to_role: also.role, to_name: row!.name }
  return { ...rule, escalateTo: addressOf(to), own }
}
