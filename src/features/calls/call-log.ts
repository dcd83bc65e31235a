import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import { callerNumber } from './caller-number.ts'
import * as contract from './contract.ts'
import { requireHere } from './people-here.ts'
import { readCalls } from './read-calls.ts'
import { countryOf } from './ring.ts'

/** The log, newest first, page by page: `after` is the last call of the page before. */
export const callLog = query(contract.callLog, async (ctx, input) => {
  await requireHere(ctx, { patient: input.patient, staff: input.takenBy, call: input.after })
  const number = input.number ? callerNumber(input.number, await countryOf(ctx)).number : null
  if (input.number && !number) return { calls: [], more: false }
  const rows = await ctx.sql<{ id: Id<'call'> }>`
    select c.id from calls.call c
      left join calls.call last on last.practice_id = ${ctx.practice} and last.id = ${input.after ?? null}::uuid
     where c.practice_id = ${ctx.practice}
       and (${input.from ?? null}::timestamptz is null or c.ringing_at >= ${input.from ?? null}::timestamptz)
       and (${input.to ?? null}::timestamptz is null or c.ringing_at < ${input.to ?? null}::timestamptz)
       and (${input.patient ?? null}::uuid is null or c.patient_id = ${input.patient ?? null}::uuid)
       and (${input.takenBy ?? null}::uuid is null or c.taken_by = ${input.takenBy ?? null}::uuid)
       and (${input.direction ?? null}::text is null or c.direction = ${input.direction ?? null}::text)
       and (${input.outcome ?? null}::text is null or c.outcome = ${input.outcome ?? null}::text)
       and (${number}::text is null or c.number = ${number}::text)
       and (last.id is null or (c.ringing_at, c.id) < (last.ringing_at, last.id))
     order by c.ringing_at desc, c.id desc
     limit ${input.limit + 1}::int`
  const ids = rows.slice(0, input.limit).map(row => row.id)
  return { calls: await readCalls(ctx, ids), more: rows.length > input.limit }
})
