import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type { HoursRow } from './board-bands.ts'
import { boardStretches } from './board-stretches.ts'

export type BoardColumn = {
  kind: 'provider' | 'room'
  id: string
  name: string
  detail: string
  color: string
  location: string | null
}

type ColumnRow = BoardColumn & { closure: string | null }

/** Columns of a day: providers asked for, or those with hours or visits; rooms of the location, or those with visits. With the hours. */
export async function boardColumns(
  ctx: Context,
  ask: {
    date: string
    location: string | null
    providers: string[] | null
    providersSeen: string[]
    roomsSeen: string[]
    kinds: 'providers' | 'rooms' | 'both'
  },
): Promise<{ columns: BoardColumn[]; hours: HoursRow[]; closure: string | null }> {
  const places = ask.location ? [ask.location] : null
  const hours = await boardStretches(ctx, { providers: ask.providers, places, first: ask.date, last: ask.date })
  const working = ask.providers ?? [...new Set([...hours.map(row => row.provider_id), ...ask.providersSeen])]
  const rows = await ctx.sql<ColumnRow>`
    with closed as (
      select string_agg(c.name, ', ' order by c.name) as name
        from schedule.closed_days(${ask.date}::date, ${ask.date}::date) c
       where c.from_time is null
         and (c.location_id is null or c.location_id = ${ask.location}::uuid)
    )
    select 'provider' as kind, p.id, p.family as name, p.credential as detail, p.color, p.location_id as location, p.given, closed.name as closure
      from closed, practice.provider p
     where p.practice_id = ${ctx.practice}::uuid and p.id = any(${working}::uuid[])
       and ${ask.kinds}::text <> 'rooms'
    union all
    select 'room', r.id, r.name, case when ${ask.location}::uuid is null then l.name else '' end, '', r.location_id, '', closed.name
      from closed, practice.room r
      join practice.location l on l.practice_id = r.practice_id and l.id = r.location_id
     where r.practice_id = ${ctx.practice}::uuid and ${ask.kinds}::text <> 'providers'
       and (r.id = any(${ask.roomsSeen}::uuid[])
            or (r.closed_at is null
                and (r.location_id = ${ask.location}::uuid or (${ask.kinds}::text = 'rooms' and ${ask.location}::uuid is null))))
    union all
    select 'closure', null, '', '', '', null, '', closed.name from closed
     order by 1, 3, 7, 2`
  const columns = rows
    .filter(row => row.id !== null)
    .map(({ kind, id, name, detail, color, location }) => ({ kind, id, name, detail, color, location }))
  if (ask.providers) {
    // Chosen ones stand in the order of the choice.
    const place = new Map(ask.providers.map((id, n) => [id, n]))
    columns.sort((a, b) => (place.get(a.id) ?? 1e6) - (place.get(b.id) ?? 1e6))
  }
  if (
    ask.providers &&
    ask.kinds !== 'rooms' &&
    columns.filter(column => column.kind === 'provider').length < new Set(ask.providers).size
  ) {
    throw notFound({ what: 'provider' })
  }
  return { columns, hours, closure: rows[0]?.closure ?? null }
}
