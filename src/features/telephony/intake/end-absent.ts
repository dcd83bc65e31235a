import type { App } from '../../../platform/context.ts'
import { asSystem } from '../../../platform/transaction.ts'
import type { SystemAt } from '../systems/connection.ts'
import { takeIn } from './take-in.ts'

/** A call longer than this is not looked for any more. */
const longest_hours = 24

/** After a cut: calls of which the last word came before `until`, and which the phone system no longer has, ended while nobody listened. When is
 *  not known, so the moment of finding out counts. */
export async function endAbsent(
  app: App,
  at: SystemAt,
  present: readonly string[],
  until: Temporal.Instant,
): Promise<void> {
  const since = until.subtract({ hours: longest_hours }).toString()
  const absent = await asSystem(
    app,
    at.practice,
    'telephony.end-absent',
    ctx => ctx.sql<{ externalId: string }>`
      select external_id as "externalId" from telephony.call_event
       where practice_id = ${at.practice} and system_id = ${at.system} and received_at >= ${since}::timestamptz
       group by external_id
      having max(received_at) < ${until.toString()}::timestamptz and bool_and(what in ('ringing', 'answered'))
         and not external_id = any (${present}::text[])`,
  )
  for (const { externalId } of absent) {
    await takeIn(app, at, {
      externalId,
      what: 'ended',
      at: null,
      from: null,
      name: null,
      to: null,
      extension: null,
      spoken: false,
    })
  }
}
