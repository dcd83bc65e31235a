import { wallMinute } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import type { Band } from './board-bands.ts'

type Shut = { room_id: string; starts_at: string; ends_at: string; reason: string | null }

/** When rooms cannot be used on a day: out of use, or their location closed. A room has no hours of its own; what is not among these is open.
 *  `day` is the whole wall-clock day in epoch milliseconds. */
export async function roomBands(
  ctx: Context,
  ask: { rooms: readonly string[]; date: string; day: { from: number; to: number }; zone: string },
): Promise<Map<string, Band[]>> {
  const bands = new Map<string, Band[]>()
  if (ask.rooms.length === 0) return bands
  const rows = await ctx.sql<Shut>`
    select b.room_id, b.starts_at, b.ends_at, nullif(b.reason, '') as reason
      from schedule.block b
     where b.practice_id = ${ctx.practice}::uuid and b.room_id = any(${ask.rooms}::uuid[]) and b.ended_at is null
       and b.starts_at < ${instantText(ask.day.to)}::timestamptz and b.ends_at > ${instantText(ask.day.from)}::timestamptz
    union all
    select r.id, lower(m.span), upper(m.span), c.name
      from schedule.closed_days(${ask.date}::date, ${ask.date}::date) c
      join practice.room r on r.practice_id = ${ctx.practice}::uuid and r.id = any(${ask.rooms}::uuid[])
       and (c.location_id is null or c.location_id = r.location_id)
      join practice.location l on l.practice_id = r.practice_id and l.id = r.location_id
      cross join lateral (
        select schedule.wall_range(${ask.date}::date, coalesce(c.from_time, '00:00'), coalesce(c.to_time, '24:00'), l.zone) as span
      ) m
     where not isempty(m.span)
     order by 2, 3 desc`
  for (const row of rows) {
    const mine = bands.get(row.room_id) ?? []
    // Of two that shut it at once the earlier one is said: bands do not lie over each other.
    const from = Math.max(Date.parse(row.starts_at), ask.day.from, Date.parse(mine.at(-1)?.endsAt ?? row.starts_at))
    const to = Math.min(Date.parse(row.ends_at), ask.day.to)
    if (to <= from) continue
    mine.push({
      kind: 'closed',
      startsAt: instantText(from),
      endsAt: instantText(to),
      fromMinute: from === ask.day.from ? 0 : wallMinute(instantText(from), ask.zone),
      toMinute: to === ask.day.to ? 1440 : wallMinute(instantText(to), ask.zone),
      location: null,
      reason: row.reason,
      session: null,
      reserve: null,
      keptFor: null,
    })
    bands.set(row.room_id, mine)
  }
  return bands
}

const instantText = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString()
