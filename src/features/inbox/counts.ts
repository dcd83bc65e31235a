import { query } from '../../platform/feature.ts'
import { allowedKinds } from './allowed.ts'
import * as contract from './contract.ts'
import type { Kind } from './contract-sources.ts'

type Amounts = Record<'total' | 'overdue' | 'urgent', number>
type Row = {
  by: 'view' | 'kind' | 'pool'
  key: string
  name: string | null
} & Amounts

const nothing: Amounts = { total: 0, overdue: 0, urgent: 0 }

/** How many rows there are, by view, kind and pool: one reading of the very rows the list shows. */
export const counts = query(contract.counts, async ctx => {
  const rows = await ctx.sql<Row>`
    with s as materialized (
      select s.kind, s.near, s.to_kind, s.to_id, s.overdue, s.urgency = 1 as urgent, s.snooze_id is not null as asleep
        from inbox.standing(${allowedKinds(ctx)}::text[], ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid) s
    ),
    told as (
      select 'view' as by, v.key, null::uuid as id, s.overdue, s.urgent
        from s
        cross join lateral (
          select unnest(case when s.asleep then array['snoozed'] when s.near = 1 then array['mine', 'list', 'all']
                             when s.near = 2 then array['list', 'all'] else array['all'] end) as key
        ) v
      union all
      select 'kind', s.kind, null, s.overdue, s.urgent from s where s.near <= 2 and not s.asleep
      union all
      select 'pool', s.to_id::text, s.to_id, s.overdue, s.urgent from s where s.near <= 2 and not s.asleep and s.to_kind in ('pool', 'role')
    )
    select n.by, n.key, coalesce(l.name, r.name) as name, count(*) as total, count(*) filter (where n.overdue) as overdue, count(*) filter (where n.urgent) as urgent
      from told n
      left join calls.message_pool l on l.practice_id = ${ctx.practice}::uuid and l.id = n.id
      left join practice.role r on r.practice_id = ${ctx.practice}::uuid and r.id = n.id
     group by n.by, n.key, l.name, r.name
     order by n.by, 3, n.key`
  const view = (key: string) => rows.find(row => row.by === 'view' && row.key === key) ?? nothing
  return {
    list: view('list'),
    mine: view('mine'),
    all: view('all'),
    snoozed: view('snoozed').total,
    kinds: rows.filter(row => row.by === 'kind').map(row => ({ kind: row.key as Kind, total: row.total })),
    pools: rows.filter(row => row.by === 'pool').map(row => ({ id: row.key, name: row.name ?? '', total: row.total })),
  }
})
