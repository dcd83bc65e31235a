import type { z } from 'zod'
import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import { allowedKinds } from './allowed.ts'
import * as contract from './contract.ts'
import { requireKnown, rowOf, type Standing } from './standing.ts'

/** A part of the inbox in its order. All rows are computed, so that places and the total are right; names are read for the part alone. */
export const items = query(contract.items, async (ctx, input): Promise<z.input<typeof contract.items.output>> => {
  const kinds = allowedKinds(ctx).filter(kind => !input.kind || kind === input.kind)
  const me = ctx.caller.staff
  if (input.patient) {
    const known = await ctx.sql`
      select 1 from patients.patient p where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.patient}::uuid`
    if (known.length === 0) throw notFound({ what: 'patient' })
    ctx.concerns([input.patient])
  }
  const words = input.text.toLowerCase().split(/\s+/).filter(Boolean)
  const rows = await ctx.sql<Standing>`
    with fit as (
      select s.kind, s.item, s.patient_id, s.who, s.what, s.number, s.since, s.due_at, s.urgency, s.to_kind, s.to_id, s.facts, s.rank, s.overdue,
             s.held_by, s.held_until, s.snoozed_until, s.snooze_reason, s.snooze_note, s.snoozed_by
        from inbox.standing(${kinds}::text[], ${ctx.now.toString()}::timestamptz, ${me}::uuid) s
       where (${input.item ?? null}::uuid is null or s.item = ${input.item ?? null}::uuid)
         and ((s.snooze_id is not null) = (${input.view} = 'snoozed') or ${input.item ?? null}::uuid is not null)
         and case ${input.view} when 'list' then s.near <= 2 when 'mine' then s.near = 1 when 'pool' then s.to_id = ${input.pool ?? null}::uuid else true end
         and (${input.patient ?? null}::uuid is null or s.patient_id = ${input.patient ?? null}::uuid)
         and (s.overdue or not ${input.overdue}::boolean)
         and (cardinality(${words}::text[]) = 0 or not exists (
               select from unnest(${words}::text[]) w
                where position(w in lower(concat_ws(' ', s.who, s.what, s.number, (
                  select concat_ws(' ', p.given, p.family, p.preferred_name, p.chart_number) from patients.patient p
                   where p.practice_id = ${ctx.practice}::uuid and p.id = s.patient_id)))) = 0))
    ),
    page as (
      select f.*, count(*) over () as total, row_number() over (order by f.rank, f.due_at, f.since, f.item) - 1 as turn
        from fit f
       order by f.rank, f.due_at, f.since, f.item
       limit ${input.limit} offset ${input.from}
    )
    select g.kind, g.item, g.turn, g.total, g.rank, g.who, g.what, g.number, g.since, g.due_at, g.overdue, g.urgency, g.to_kind, g.to_id, g.facts,
           g.held_by, h.name as held_name, g.held_until, g.snoozed_until, g.snooze_reason, g.snooze_note, g.snoozed_by,
           coalesce(t.name, l.name, r.name) as to_name, g.patient_id, trim(p.given || ' ' || p.family) as patient_name, p.birth_date, p.chart_number
      from page g
      left join patients.patient p on p.practice_id = ${ctx.practice}::uuid and p.id = g.patient_id
      left join practice.staff h on h.practice_id = ${ctx.practice}::uuid and h.id = g.held_by
      left join practice.staff t on g.to_kind = 'person' and t.practice_id = ${ctx.practice}::uuid and t.id = g.to_id
      left join calls.message_pool l on g.to_kind = 'pool' and l.practice_id = ${ctx.practice}::uuid and l.id = g.to_id
      left join practice.role r on g.to_kind = 'role' and r.practice_id = ${ctx.practice}::uuid and r.id = g.to_id
     order by g.turn`
  if (input.item && rows.length === 0) await requireKnown(ctx, input.kind, input.item)
  ctx.concerns(rows.flatMap(row => (row.patient_id ? [row.patient_id] : [])))
  return { rows: rows.map(row => rowOf(ctx, row)), total: rows[0]?.total ?? 0 }
})
