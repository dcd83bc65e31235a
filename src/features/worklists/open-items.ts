import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireKnown, type Standing, standingOf, standingSome } from './standing.ts'
import { whyOf } from './why.ts'

type Wire = z.input<typeof contract.listRow>
type Named = {
  item: Id<'work-item'>
  patient_name: string
  birth_date: string | null
  phone: string | null
  by_email: boolean
  what: string | null
  provider_name: string | null
  held_name: string | null
  visit_version: number | null
  visit_state: string | null
}

/** The rows of one list, with everything a row shows. */
export const openItems = query(contract.openItems, async (ctx, input) => {
  const rows = input.item
    ? await standingSome(ctx, input.list, [input.item])
    : await standingOf(ctx, input.list, input.limit)
  if (input.item && rows.length === 0) await requireKnown(ctx, input.list, input.item)
  const named = new Map((await namesOf(ctx, rows)).map(one => [one.item, one]))
  const orders = input.list === 'orders' ? await ordersOf(ctx, rows) : new Map()
  const requests = input.list === 'requests' ? await requestsOf(ctx, rows) : new Map()
  ctx.concerns(rows.map(row => row.patient_id))
  const [days] =
    input.list === 'confirm'
      ? await ctx.sql<{ last: string | null }>`
          select max(d.last_day) as last from worklists.confirm_days(${ctx.now.toString()}::timestamptz) d`
      : []
  return {
    rows: rows.map(row => wireOf(ctx, row, named.get(row.item)!, orders.get(row.item), requests.get(row.item))),
    total: rows[0]?.total ?? 0,
    lastDay: days?.last ?? null,
  }
})

const namesOf = (ctx: Context, rows: readonly Standing[]) => ctx.sql<Named>`
  select r.item, trim(p.given || ' ' || p.family) as patient_name, p.birth_date, first.e164 as phone,
         p.email <> '' and coalesce(p.may_email, true) as by_email, t.name as what,
         concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')) as provider_name, s.name as held_name,
         a.version as visit_version, a.state as visit_state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, held_by uuid)
    join patients.patient p on p.practice_id = ${ctx.practice}::uuid and p.id = r.patient_id
    left join lateral (
      select h.e164 from patients.phone h where h.practice_id = p.practice_id and h.patient_id = p.id order by h.place limit 1
    ) first on true
    left join schedule.visit_type t on t.practice_id = ${ctx.practice}::uuid and t.id = r.visit_type_id
    left join practice.provider v on v.practice_id = ${ctx.practice}::uuid and v.id = r.provider_id
    left join practice.staff s on s.practice_id = ${ctx.practice}::uuid and s.id = r.held_by
    left join schedule.appointment a on a.practice_id = ${ctx.practice}::uuid and a.id = r.appointment_id`

async function ordersOf(ctx: Context, rows: readonly Standing[]) {
  const orders = await ctx.sql<NonNullable<Wire['order']>>`
    select o.id, o.kind, o.title, o.priority, o.earliest, o.latest, o.preparation, o.authorisation, o.authorised_until as "authorisedUntil",
           o.authorisation_number as "authorisationNumber",
           nullif(concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')), '') as "orderedByName", o.note, o.version
      from worklists.visit_order o
      left join practice.provider v on v.practice_id = o.practice_id and v.id = o.ordered_by
     where o.practice_id = ${ctx.practice}::uuid and o.id = any(${rows.map(row => row.item)}::uuid[])`
  return new Map(orders.map(order => [order.id as string, order]))
}

async function requestsOf(ctx: Context, rows: readonly Standing[]) {
  const requests = await ctx.sql<NonNullable<Wire['request']>>`
    select q.id, q.source, q.state, q.asked_at as "askedAt", q.text, q.wished, q.proposed, q.version
      from worklists.visit_request q
     where q.practice_id = ${ctx.practice}::uuid and q.id = any(${rows.map(row => row.item)}::uuid[])`
  return new Map(requests.map(request => [request.id as string, request]))
}

function wireOf(
  ctx: Context,
  row: Standing,
  named: Named,
  order: Wire['order'] | undefined,
  request: Wire['request'] | undefined,
): Wire {
  return {
    list: row.list,
    item: row.item,
    turn: row.turn,
    patient: {
      id: row.patient_id,
      name: named.patient_name,
      birthDate: named.birth_date,
      phone: named.phone,
      byEmail: named.by_email,
    },
    visitType: row.visit_type_id,
    what: named.what ?? '',
    provider: row.provider_id,
    providerName: named.provider_name ?? '',
    startsAt: row.list === 'requests' ? null : row.starts_at,
    zone: row.zone,
    dueOn: row.due_on,
    why: whyOf(row.why),
    waiting: row.waiting,
    nextAt: row.next_at,
    step: row.step,
    tries: row.tries,
    mark: row.mark,
    last: row.last_at ? { at: row.last_at, by: row.last_by!, what: row.last_what! } : null,
    version: row.version,
    heldBy: row.held_by
      ? { name: named.held_name!, until: row.held_until!, mine: row.held_by === ctx.caller.staff }
      : null,
    visit: row.appointment_id
      ? { id: row.appointment_id, version: named.visit_version!, state: named.visit_state! }
      : null,
    order: order ?? null,
    request: request ?? null,
  }
}
