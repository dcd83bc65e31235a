import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { Disruption, Kind } from './contract.ts'

type Found = {
  id: Id<'disruption'>
  kind: Kind
  provider_id: Id<'provider'> | null
  room_id: Id<'room'> | null
  location_id: Id<'location'> | null
  what: string
  zone: string
  starts_at: string
  ends_at: string
  minutes: number | null
  reason: string
  reported_at: string
  reported_by_name: string
  ended_at: string | null
  ended_how: Disruption['endedHow']
  total: number
  settled: number
  to_call: number
}

/** One disruption, or (null) those that go on, those with visits left to settle, and those ended in the last half day; soonest first. */
export async function readDisruptions(ctx: Context, disruption: Id<'disruption'> | null): Promise<Disruption[]> {
  const recent = ctx.now.subtract({ hours: 12 }).toString()
  const rows = await ctx.sql<Found>`
    select d.id, d.kind, d.provider_id, d.room_id, d.location_id,
           coalesce(nullif(concat_ws(', ', nullif(concat_ws(' ', nullif(v.given, ''), v.family), ''), nullif(v.credential, '')), ''), r.name, l.name, '') as what,
           coalesce(z.zone, h.zone) as zone, d.starts_at, d.ends_at, d.minutes, d.reason, d.reported_at, d.reported_by_name, d.ended_at, d.ended_how,
           c.total, c.settled, c.to_call
      from disruption.disruption d
      join practice.practice h on h.practice_id = d.practice_id
      left join practice.provider v on v.practice_id = d.practice_id and v.id = d.provider_id
      left join practice.room r on r.practice_id = d.practice_id and r.id = d.room_id
      left join practice.location l on l.practice_id = d.practice_id and l.id = d.location_id
      left join practice.location z on z.practice_id = d.practice_id and z.id = coalesce(d.location_id, r.location_id, v.location_id)
      cross join lateral (
        select count(*)::int as total, (count(*) filter (where a.state in ('told', 'agreed', 'done')))::int as settled,
               (count(*) filter (where a.state = 'proposed'))::int as to_call,
               coalesce(bool_or(a.state in ('open', 'proposed', 'declined')), false) as unsettled
          from disruption.affected a where a.practice_id = ${ctx.practice}::uuid and a.disruption_id = d.id
      ) c
     where d.practice_id = ${ctx.practice}::uuid
       and case when ${disruption}::uuid is not null then d.id = ${disruption}::uuid
                else d.ended_at is null or (d.ended_how <> 'replaced' and (c.unsettled or d.ended_at > ${recent}::timestamptz)) end
     order by d.ended_at is not null, d.starts_at, d.id
     limit 200`
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    provider: row.provider_id,
    room: row.room_id,
    location: row.location_id,
    what: row.what,
    zone: row.zone,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    minutes: row.minutes,
    reason: row.reason,
    reportedAt: row.reported_at,
    reportedBy: row.reported_by_name,
    endedAt: row.ended_at,
    endedHow: row.ended_how,
    total: row.total,
    settled: row.settled,
    toCall: row.to_call,
  }))
}
