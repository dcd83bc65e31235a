import type { Context } from '../../platform/context.ts'
import type { FreedLine } from './contract.ts'

type Row = {
  id: FreedLine['id']
  provider_id: FreedLine['provider']
  provider_name: string
  location_id: FreedLine['location']
  location_name: string
  zone: string
  starts_at: string
  ends_at: string
  why: FreedLine['why']
  state: FreedLine['state']
  runs: boolean
  manner: FreedLine['manner']
  found_at: string
  look_at: string | null
  candidates: number
  asked: number
  asking: (FreedLine['asking'][number] & { patient: string })[]
}

/** Freed times as lists show them: the open ones soonest first, or those settled in the last week, or one. */
export async function readFreed(
  ctx: Context,
  ask: { time?: string; settled?: boolean; limit: number },
): Promise<(FreedLine & { patients: string[] })[]> {
  const week = ctx.now.subtract({ hours: 24 * 7 }).toString()
  const rows = await ctx.sql<Row>`
    select t.id, t.provider_id, concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')) as provider_name,
           t.location_id, l.name as location_name, t.zone, t.starts_at, t.ends_at, t.why, t.state, t.runs, t.manner, t.found_at, t.look_at, t.candidates,
           (select count(*) from waitlist.offer o where o.practice_id = t.practice_id and o.freed_id = t.id and o.state <> 'skipped')::int as asked,
           coalesce((select jsonb_agg(jsonb_build_object('patient', p.id, 'patientName', concat_ws(', ', p.family, nullif(p.given, '')), 'how', o.how,
                 'expiresAt', to_char(o.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by o.offered_at)
               from waitlist.offer o join patients.patient p on p.practice_id = o.practice_id and p.id = o.patient_id
              where o.practice_id = t.practice_id and o.freed_id = t.id and o.state = 'open'), '[]'::jsonb) as asking
      from waitlist.freed_time t
      join practice.provider v on v.practice_id = t.practice_id and v.id = t.provider_id
      join practice.location l on l.practice_id = t.practice_id and l.id = t.location_id
     where t.practice_id = ${ctx.practice}
       and case when ${ask.time ?? null}::uuid is not null then t.id = ${ask.time ?? null}::uuid
                when ${ask.settled ?? false}::boolean then t.state <> 'open' and t.settled_at > ${week}::timestamptz
                else t.state = 'open' end
     order by case when ${ask.settled ?? false}::boolean then t.settled_at end desc nulls last, t.starts_at, t.id
     limit ${ask.limit}`
  return rows.map(row => ({
    id: row.id,
    provider: row.provider_id,
    providerName: row.provider_name,
    location: row.location_id,
    locationName: row.location_name,
    zone: row.zone,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    why: row.why,
    state: row.state,
    runs: row.runs,
    manner: row.manner,
    foundAt: row.found_at,
    lookAt: row.look_at,
    candidates: row.candidates,
    asked: row.asked,
    asking: row.asking,
    patients: row.asking.map(one => one.patient),
  }))
}
