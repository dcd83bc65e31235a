import type { Id } from '../../../core/id.ts'
import type { App, Context } from '../../../platform/context.ts'
import { sqlOn } from '../../../platform/database.ts'
import { asSystem } from '../../../platform/transaction.ts'
import { leastEventDays } from '../contract.ts'
import { keepingOf } from './event-keeping.ts'
import { recordId } from './hear-event.ts'

type Told = { system: Id<'phone-system'>; externalId: string }
const callsAtOnce = 500

/** Deletes what phone systems told of calls, when its time is over and the call is settled: the record stands by itself then. Of a call
 *  that nobody closed everything is kept, for its story may go on. A chore. */
export async function forgetEvents(app: App): Promise<void> {
  const before = app.clock
    .now()
    .subtract({ hours: 24 * leastEventDays })
    .toString()
  const practices = await sqlOn(app.db.app)<{ practice: Id<'practice'> }>`
    select practice from telephony.practices_with_events(${before}::timestamptz) as practice`
  for (const { practice } of practices) {
    let last: Told | null = null
    do last = await asSystem(app, practice, 'telephony.forget-events', ctx => forgetSome(ctx, last))
    while (last)
  }
}

/** The next calls after that one; answers the last of them, or null when there are no more. */
async function forgetSome(ctx: Context, after: Told | null): Promise<Told | null> {
  const { days } = await keepingOf(ctx)
  const before = ctx.now.subtract({ hours: 24 * days }).toString()
  const calls = await ctx.sql<Told>`
    select system_id as system, external_id as "externalId" from telephony.call_event
     where practice_id = ${ctx.practice} and received_at < ${before}::timestamptz
       and (${after?.externalId ?? null}::text is null or (external_id, system_id) > (${after?.externalId ?? null}::text, ${after?.system ?? null}::uuid))
     group by external_id, system_id order by external_id, system_id limit ${callsAtOnce}::int`
  const records = calls.map(call => recordId(call.system, call.externalId))
  const open = await ctx.sql<{ record: string }>`
    select external_id as record from calls.call
     where practice_id = ${ctx.practice} and external_id = any (${records}::text[])
       and (closed_at is null or closed_at > ${ctx.now.subtract({ hours: 24 }).toString()}::timestamptz)`
  const kept = new Set(open.map(row => row.record))
  const over = calls.filter((_, n) => !kept.has(records[n]!))
  await ctx.sql`
    delete from telephony.call_event e
     using unnest(${over.map(call => call.system)}::uuid[], ${over.map(call => call.externalId)}::text[]) as gone (system, external_id)
     where e.practice_id = ${ctx.practice} and e.system_id = gone.system and e.external_id = gone.external_id
       and e.received_at < ${before}::timestamptz`
  return calls.length < callsAtOnce ? null : calls.at(-1)!
}
