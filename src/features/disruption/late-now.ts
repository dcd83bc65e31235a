import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { addLateRows } from './add-late-rows.ts'
import { type Expected, freeAt, knockOnOf, type Planned } from './lateness.ts'

type Found = {
  disruption: Id<'disruption'>
  provider: Id<'provider'>
  provider_name: string
  minutes: number
  reported_at: string
  hours: { planned: [string, string][]; open: [string, string][] }
  visits: {
    id: Id<'appointment'>
    patient: Id<'patient'>
    starts_at: string
    ends_at: string
    state: string
    state_since: string
    told: number | null
  }[]
}

export type LateProvider = {
  disruption: Id<'disruption'>
  provider: Id<'provider'>
  providerName: string
  minutes: number
  caughtUpAt: string | null
  overrunMinutes: number
  /** Nothing is late any more. */
  over: boolean
  visits: (Expected & { patient: Id<'patient'>; told: number | null })[]
}

const ms = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds
const iso = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString()

/** Who runs late at this moment, and what it does to the rest of their day. Null: everybody. */
export async function lateProviders(ctx: Context, disruption: Id<'disruption'> | null): Promise<LateProvider[]> {
  const found = await ctx.sql<Found>`
    with head as materialized (
      select d.practice_id, d.id, d.provider_id, d.minutes, d.reported_at, d.starts_at, d.ends_at,
             concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) as name,
             (d.starts_at at time zone coalesce(l.zone, h.zone))::date as day
        from disruption.disruption d
        join practice.practice h on h.practice_id = d.practice_id
        join practice.provider p on p.practice_id = d.practice_id and p.id = d.provider_id
        left join practice.location l on l.practice_id = p.practice_id and l.id = p.location_id
       where d.practice_id = ${ctx.practice}::uuid and d.kind = 'provider-late' and d.ended_at is null
         and (${disruption}::uuid is null or d.id = ${disruption}::uuid)
    ),
    hours as materialized (
      select h.provider_id, range_agg(h.planned) as planned, range_agg(h.open) as open
        from (select array_agg(provider_id) as providers, min(day) as first, max(day) as last from head) a,
             schedule.open_hours(a.providers, null, a.first, a.last) h
        join head on head.provider_id = h.provider_id and head.day = h.day
       where a.first is not null
       group by h.provider_id
    )
    select d.id as disruption, d.provider_id as provider, d.name as provider_name, d.minutes, d.reported_at,
           jsonb_build_object(
             'planned', coalesce((select jsonb_agg(jsonb_build_array(lower(s), upper(s)) order by lower(s)) from hours h, unnest(h.planned) s where h.provider_id = d.provider_id), '[]'),
             'open', coalesce((select jsonb_agg(jsonb_build_array(lower(s), upper(s)) order by lower(s)) from hours h, unnest(h.open) s where h.provider_id = d.provider_id), '[]')
           ) as hours,
           coalesce((
             select jsonb_agg(jsonb_build_object('id', a.id, 'patient', a.patient_id, 'starts_at', a.starts_at, 'ends_at', a.ends_at, 'state', a.state,
                      'state_since', a.state_since, 'told', r.told_minutes) order by a.starts_at, a.id)
               from schedule.appointment a
               left join disruption.affected r on r.practice_id = a.practice_id and r.disruption_id = d.id and r.appointment_id = a.id
              where a.practice_id = ${ctx.practice}::uuid and a.provider_id = d.provider_id and a.starts_at >= d.starts_at and a.starts_at < d.ends_at
                and a.state not in ('cancelled', 'no-show') and a.origin = 'desk'
           ), '[]') as visits
      from head d
     order by d.name, d.id`
  return found.map(one => late(ctx, one))
}

function late(ctx: Context, one: Found): LateProvider {
  const now = ctx.now.epochMilliseconds
  const reportedAt = ms(one.reported_at)
  const planned = one.hours.planned.map(([from, to]) => ({ from: ms(from), to: ms(to) }))
  const open = one.hours.open.map(([from, to]) => ({ from: ms(from), to: ms(to) }))
  const visits = one.visits.map((visit): Planned => {
    const state = visit.state === 'roomed' ? 'begun' : visit.state === 'checked-out' ? 'gone' : 'waiting'
    return {
      id: visit.id,
      startsAt: ms(visit.starts_at),
      endsAt: ms(visit.ends_at),
      state,
      sinceAt: ms(visit.state_since),
    }
  })
  const stretch = open.find(hours => hours.to > reportedAt)
  const free = freeAt(visits, { reportedAt, minutes: one.minutes, hoursFrom: stretch?.from ?? null }, now)
  const { expected, lastEnd } = knockOnOf(visits, free, closedWithin(planned, open))
  const delayed = expected.filter(visit => visit.delay > 0)
  const last = delayed.at(-1)
  const onTime = last && expected.find(visit => visit.startsAt > last.startsAt)
  const hoursEnd = Math.max(0, ...open.map(hours => hours.to))
  const plannedEnd = Math.max(hoursEnd, ...visits.map(visit => visit.endsAt))
  const byId = new Map(one.visits.map(visit => [visit.id as string, visit]))
  return {
    disruption: one.disruption,
    provider: one.provider,
    providerName: one.provider_name,
    minutes: delayed[0]?.delay ?? Math.max(0, Math.round((free - now) / 60_000)),
    caughtUpAt: last === undefined ? iso(free) : onTime ? iso(onTime.startsAt) : null,
    overrunMinutes: hoursEnd > 0 ? Math.max(0, Math.round((lastEnd - plannedEnd) / 60_000)) : 0,
    over: delayed.length === 0 && free <= now,
    visits: delayed.map(visit => ({ ...visit, patient: byId.get(visit.id)!.patient, told: byId.get(visit.id)!.told })),
  }
}

/** Meetings and absences: planned hours that are not open. */
function closedWithin(
  planned: readonly { from: number; to: number }[],
  open: readonly { from: number; to: number }[],
): { from: number; to: number }[] {
  return planned.flatMap(whole => {
    const gaps: { from: number; to: number }[] = []
    let at = whole.from
    for (const part of open.filter(one => one.to > whole.from && one.from < whole.to)) {
      if (part.from > at) gaps.push({ from: at, to: part.from })
      at = Math.max(at, part.to)
    }
    if (at < whole.to) gaps.push({ from: at, to: whole.to })
    return gaps
  })
}

/** Delays of one late provider's visits, by visit; each is on the list from now on. */
export async function lateNow(
  ctx: Context,
  disruption: Id<'disruption'>,
): Promise<Map<string, { at: string; minutes: number }>> {
  const [one] = await lateProviders(ctx, disruption)
  const visits = one?.visits ?? []
  await addLateRows(ctx, disruption, visits, new Map())
  return new Map(visits.map(visit => [visit.id, { at: iso(visit.expectedAt), minutes: visit.delay }]))
}
