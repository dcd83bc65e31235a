import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import { countryOf } from '../../practice/index.ts'
import * as contract from '../contract.ts'
import { requireHere } from '../people-here.ts'
import { callerNumber } from './caller-number.ts'
import { readCalls } from './read-calls.ts'

/** The log, newest first, page by page: `after` is the last call of the page before. */
export const callLog = query(contract.callLog, async (ctx, input) => {
  await requireHere(ctx, { patient: input.patient, staff: input.takenBy, call: input.after })
  const number = input.number ? callerNumber(input.number, await countryOf(ctx)).number : null
  if (input.number && !number) return { calls: [], more: false }
  const day = input.day ? await edgesOf(ctx, input.day) : null
  const rows = await ctx.sql<{ id: Id<'call'> }>`
    select c.id from calls.call c
      left join calls.call last on last.practice_id = ${ctx.practice} and last.id = ${input.after ?? null}::uuid
     where c.practice_id = ${ctx.practice}
       and (${day?.from ?? null}::timestamptz is null
            or (c.ringing_at >= ${day?.from ?? null}::timestamptz and c.ringing_at < ${day?.to ?? null}::timestamptz))
       and (${input.from ?? null}::timestamptz is null or c.ringing_at >= ${input.from ?? null}::timestamptz)
       and (${input.to ?? null}::timestamptz is null or c.ringing_at < ${input.to ?? null}::timestamptz)
       and (${input.patient ?? null}::uuid is null or c.patient_id = ${input.patient ?? null}::uuid)
       and (${input.takenBy ?? null}::uuid is null or c.taken_by = ${input.takenBy ?? null}::uuid)
       and (${input.direction ?? null}::text is null or c.direction = ${input.direction ?? null}::text)
       and (${input.outcome ?? null}::text is null or c.outcome = ${input.outcome ?? null}::text or ${input.outcome ?? null}::text = any (c.also))
       and (${input.reason ?? null}::text is null or ${input.reason ?? null}::text = any (c.reasons))
       and (${input.line ?? null}::text is null or c.line = ${input.line ?? null}::text)
       and (not ${input.unanswered}::bool or (c.closed_at is not null and (c.taken_at is null or c.outcome in ('no-answer', 'voicemail'))))
       and (not ${input.repeat}::bool
            or exists (select from calls.call n
                        where n.practice_id = ${ctx.practice} and n.number = c.number and n.direction = c.direction
                          and n.ringing_at >= c.ringing_at - interval '72 hours' and (n.ringing_at, n.id) < (c.ringing_at, c.id))
            or exists (select from calls.call q
                        where q.practice_id = ${ctx.practice} and q.patient_id = c.patient_id and q.direction = c.direction
                          and q.ringing_at >= c.ringing_at - interval '72 hours' and (q.ringing_at, q.id) < (c.ringing_at, c.id)))
       and (${number}::text is null or c.number = ${number}::text)
       and (last.id is null or (c.ringing_at, c.id) < (last.ringing_at, last.id))
     order by c.ringing_at desc, c.id desc
     limit ${input.limit + 1}::int`
  const ids = rows.slice(0, input.limit).map(row => row.id)
  return { calls: await readCalls(ctx, ids), more: rows.length > input.limit }
})

/** The first moments of a day and of the next one, by the practice's clocks: 23 or 25 hours apart when they change. */
async function edgesOf(ctx: Context, day: string): Promise<{ from: string; to: string }> {
  const [here] = await ctx.sql<{ zone: string }>`select zone from practice.practice where practice_id = ${ctx.practice}`
  const date = Temporal.PlainDate.from(day)
  const start = (of: Temporal.PlainDate) => of.toZonedDateTime(here!.zone).toInstant().toString()
  return { from: start(date), to: start(date.add({ days: 1 })) }
}
