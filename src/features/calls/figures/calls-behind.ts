import { type Id, isUuid } from '../../../core/id.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireHere } from '../people-here.ts'
import { readCalls } from '../record/read-calls.ts'
import { layOut } from './half-hours.ts'
import { goalOf } from './set-phone-goal.ts'

/** The calls behind one figure, by the same rules as the figure itself. A staff id of nobody here has no calls, and is told so. */
export const callsBehind = query(contract.callsBehind, async (ctx, input) => {
  const [practice] = await ctx.sql<{ zone: string }>`
    select zone from practice.practice where practice_id = ${ctx.practice}`
  const goal = await goalOf(ctx)
  const calendar = layOut(input.from, input.to, practice!.zone, input.by === 'day' ? 'day' : 'half-hour')
  const byTime = input.by === 'half-hour' || input.by === 'day'
  if (byTime && input.key !== null && !calendar.keys.includes(input.key)) return { count: 0, calls: [] }
  const place = byTime && input.key !== null ? calendar.keys.indexOf(input.key) : null
  const other = byTime ? null : input.key
  const person = input.by === 'person' && other !== '' ? other : null
  if (person !== null) {
    if (!isUuid(person)) return { count: 0, calls: [] }
    await requireHere(ctx, { staff: person as Id<'staff'> })
  }
  const rows = await ctx.sql<{ id: Id<'call'>; n: number }>`
    select c.id, count(*) over () as n
      from calls.call c
     where c.practice_id = ${ctx.practice} and c.direction = 'in'
       and c.ringing_at >= ${calendar.startsAt.toString()}::timestamptz and c.ringing_at < ${calendar.endsAt.toString()}::timestamptz
       and (${place}::int is null or (${calendar.places}::int[])[c.quarter - ${calendar.base}::int + 1] = ${place}::int)
       and (${input.by === 'line' ? other : null}::text is null or coalesce(c.line, '') = ${other}::text)
       and (${person}::uuid is null or c.taken_by = ${person}::uuid)
       and (not ${input.by === 'person' && other === ''}::bool or c.taken_by is null)
       and (${input.by === 'reason' && other !== '' ? other : null}::text is null or ${other}::text = any (c.reasons))
       and (not ${input.by === 'reason' && other === ''}::bool or c.reasons = '{}')
       and case ${input.figure}::text
             when 'offered' then true
             when 'answered' then c.taken_at is not null
             when 'again' then c.again
             when 'redFlags' then exists (
               select from calls.red_flag_firing f where f.practice_id = c.practice_id and f.call_id = c.id and not f.absent)
             when 'emergencies' then coalesce(c.outcome = 'emergency', false)
             else c.taken_at is null and c.closed_at is not null
                  and (coalesce(c.waited_ms <= ${goal.short_s}::int * 1000, false)) = (${input.figure}::text = 'short') end
     order by c.ringing_at desc, c.id desc
     limit ${input.limit}::int`
  return {
    count: rows[0]?.n ?? 0,
    calls: await readCalls(
      ctx,
      rows.map(row => row.id),
    ),
  }
})
