import { newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { letGo, refuseHeld } from './claim.ts'
import * as contract from './contract.ts'
import { requireItem } from './standing.ts'
import { wakeTime } from './wake-time.ts'

/** Nothing sleeps longer than a quarter: what waits longer wants another way than being put off. */
const days_most = 90

/** Puts a row off. It comes back by itself at that moment, and before when its truth changes. Putting it off again replaces the former moment. */
export const snoozeItem = command(contract.snoozeItem, {
  async run(ctx, input) {
    const row = await requireItem(ctx, input.kind, input.item)
    const until = input.until ? Temporal.Instant.from(input.until) : wakeTime(input.when!, ctx.now, await zoneOf(ctx))
    const latest = ctx.now.add({ hours: 24 * days_most })
    if (Temporal.Instant.compare(until, ctx.now) <= 0 || Temporal.Instant.compare(until, latest) > 0) {
      throw contract.notThen()
    }
    await refuseHeld(ctx, input.kind, input.item)
    const now = ctx.now.toString()
    // Queue at the row that sleeps already, if one does: the key lets one snooze stand.
    await ctx.sql`
      select pg_advisory_xact_lock(hashtextextended(${`inbox.snooze ${ctx.practice} ${input.kind} ${input.item}`}, 0))`
    await ctx.sql`
      update inbox.snooze set ended_at = ${now}::timestamptz
       where practice_id = ${ctx.practice}::uuid and kind = ${input.kind} and item_id = ${input.item}::uuid and ended_at is null`
    await ctx.sql`
      insert into inbox.snooze (practice_id, id, kind, item_id, since, until, reason, note, at, by_staff, by_name)
      values (${ctx.practice}::uuid, ${newId<'snooze'>()}::uuid, ${input.kind}, ${input.item}::uuid, ${row.since}::timestamptz, ${until.toString()}::timestamptz,
              ${input.reason}, ${input.note}, ${now}::timestamptz, ${ctx.caller.staff}::uuid, ${ctx.caller.name})`
    await letGo(ctx, input.kind, input.item)
    ctx.emit('inbox.item-changed', { kind: input.kind, item: input.item })
    return { kind: input.kind, item: input.item, until: until.toString() }
  },
})

async function zoneOf(ctx: Context): Promise<string> {
  const [row] = await ctx.sql<{ zone: string }>`
    select p.zone from practice.practice p where p.practice_id = ${ctx.practice}::uuid`
  return row!.zone
}
