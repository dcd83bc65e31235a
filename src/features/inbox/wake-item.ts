import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireKnown } from './standing.ts'

/** Brings a row back that sleeps. */
export const wakeItem = command(contract.wakeItem, {
  async run(ctx, input) {
    await requireKnown(ctx, input.kind, input.item)
    const woken = await ctx.sql`
      update inbox.snooze set ended_at = ${ctx.now.toString()}::timestamptz
       where practice_id = ${ctx.practice}::uuid and kind = ${input.kind} and item_id = ${input.item}::uuid and ended_at is null
         and until > ${ctx.now.toString()}::timestamptz
      returning 1`
    if (woken.length === 0) throw contract.notAsleep()
    ctx.emit('inbox.item-changed', { kind: input.kind, item: input.item })
    return { kind: input.kind, item: input.item }
  },
})
