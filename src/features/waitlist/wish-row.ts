import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import type { WishLine } from './contract.ts'

type Named<Noun extends string> = { id: Id<Noun>; name: string }

type WishRow = {
  id: Id<'wish'>
  patient_id: Id<'patient'>
  patient_name: string
  visit_type_id: Id<'visit-type'>
  what: string
  minutes: number
  visit: WishLine['visit']
  providers: Named<'provider'>[]
  pools: Named<'pool'>[]
  locations: Named<'location'>[]
  weekdays: number[] | null
  part: WishLine['part']
  from_time: string | null
  to_time: string | null
  first_day: string | null
  last_day: string | null
  notice_minutes: number
  urgency: WishLine['urgency']
  until: string | null
  note: string
  state: WishLine['state']
  version: number
  entered_at: string
  entered_by_name: string
  asked: number
  offer: WishLine['offer']
}

/** Wishes as lists show them: one by id, or the open ones, most urgent first, then longest waiting. */
export async function readWishes(
  ctx: Context,
  ask: { wish?: string; patient?: string; provider?: string; limit: number },
): Promise<WishLine[]> {
  const rows = await ctx.sql<WishRow>`
    select w.id, w.patient_id, concat_ws(', ', p.family, nullif(p.given, '')) as patient_name, w.visit_type_id, t.name as what, t.minutes,
           case when a.id is not null then jsonb_build_object('id', a.id, 'zone', a.zone,
             'startsAt', to_char(a.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             'providerName', (select concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, ''))
                from practice.provider v where v.practice_id = a.practice_id and v.id = a.provider_id)) end as visit,
           coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'name', concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family),
                nullif(v.credential, ''))) order by v.family)
              from practice.provider v where v.practice_id = w.practice_id and v.id = any(w.providers)), '[]'::jsonb) as providers,
           coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name)
              from schedule.pool o where o.practice_id = w.practice_id and o.id = any(w.pools)), '[]'::jsonb) as pools,
           coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name) order by l.name)
              from practice.location l where l.practice_id = w.practice_id and l.id = any(w.locations)), '[]'::jsonb) as locations,
           w.weekdays, w.part, w.from_time, w.to_time, w.first_day, w.last_day, w.notice_minutes, w.urgency, w.until, w.note, w.state, w.version,
           w.entered_at, w.entered_by_name,
           (select count(*) from waitlist.offer f where f.practice_id = w.practice_id and f.wish_id = w.id and f.state <> 'skipped')::int as asked,
           (select jsonb_build_object('id', f.id, 'startsAt', to_char(f.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'expiresAt', to_char(f.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
              from waitlist.offer f where f.practice_id = w.practice_id and f.wish_id = w.id and f.state = 'open') as offer
      from waitlist.wish w
      join patients.patient p on p.practice_id = w.practice_id and p.id = w.patient_id
      join schedule.visit_type t on t.practice_id = w.practice_id and t.id = w.visit_type_id
      left join schedule.appointment a on a.practice_id = w.practice_id and a.id = w.appointment_id
     where w.practice_id = ${ctx.practice}
       and case when ${ask.wish ?? null}::uuid is null then w.state = 'open' else w.id = ${ask.wish ?? null}::uuid end
       and (${ask.patient ?? null}::uuid is null or w.patient_id = ${ask.patient ?? null}::uuid)
       and (${ask.provider ?? null}::uuid is null or w.providers is null or ${ask.provider ?? null}::uuid = any(w.providers))
     order by array_position(array['urgent', 'soon', 'normal'], w.urgency), w.entered_at, w.id
     limit ${ask.limit}`
  return rows.map(row => ({
    id: row.id,
    patient: row.patient_id,
    patientName: row.patient_name,
    visitType: row.visit_type_id,
    what: row.what,
    minutes: row.minutes,
    visit: row.visit,
    providers: row.providers,
    pools: row.pools,
    locations: row.locations,
    weekdays: row.weekdays ?? [],
    part: row.part,
    fromTime: row.from_time,
    toTime: row.to_time,
    firstDay: row.first_day,
    lastDay: row.last_day,
    noticeMinutes: row.notice_minutes,
    urgency: row.urgency,
    until: row.until,
    note: row.note,
    state: row.state,
    version: row.version,
    enteredAt: row.entered_at,
    by: row.entered_by_name,
    asked: row.asked,
    offer: row.offer,
  }))
}

export type LockedWish = {
  id: Id<'wish'>
  patient_id: Id<'patient'>
  appointment_id: Id<'appointment'> | null
  visit_type_id: Id<'visit-type'>
  state: WishLine['state']
  version: number
  entered_by: Id<'staff'> | null
}

/** A wish, kept from changing until the commit. Throws notFound. */
export async function lockWish(ctx: Context, wish: string): Promise<LockedWish> {
  const [row] = await ctx.sql<LockedWish>`
    select id, patient_id, appointment_id, visit_type_id, state, version, entered_by from waitlist.wish
     where practice_id = ${ctx.practice} and id = ${wish}::uuid for update`
  if (!row) throw notFound({ what: 'wish' })
  ctx.concerns([row.patient_id], { wish: row.id })
  return row
}

/** Tells lists that wishes changed, and has open freed times looked at anew. */
export function wishChanged(ctx: Context, wish: string, patient: string): void {
  ctx.emit('waitlist.wish-changed', { wish, patient })
  ctx.later('waitlist.look-again', {}, { key: `waitlist.look-again:${ctx.practice}` })
}
