import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** What is pinned, oldest first; one pin or all. A visit that was cancelled, missed or seen since it was pinned with its time needs no place any more. */
async function pinsHere(ctx: Context, only: Id<'pin'> | null): Promise<contract.Pin[]> {
  const pins = await ctx.sql<contract.Pin>`
    select n.id, n.patient_id as patient, concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as "patientName",
           n.appointment_id as appointment, case when s.live then a.starts_at end as "startsAt", case when s.live then a.zone end as zone,
           s.live as "keepsTime", n.visit_type_id as "visitType", t.name as what, t.short_name as "shortName", t.color,
           coalesce(n.minutes, t.minutes) as minutes, n.provider_id as provider,
           case when v.id is not null then concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')) end as "providerName",
           n.note, n.pinned_at as "pinnedAt", n.pinned_by_name as "pinnedBy"
      from schedule.pin n
      join patients.patient p on p.practice_id = n.practice_id and p.id = n.patient_id
      join schedule.visit_type t on t.practice_id = n.practice_id and t.id = n.visit_type_id
      left join practice.provider v on v.practice_id = n.practice_id and v.id = n.provider_id
      left join schedule.appointment a on a.practice_id = n.practice_id and a.id = n.appointment_id
      cross join lateral (select coalesce(a.state in ('booked', 'confirmed', 'arrived'), false) as live) s
     where n.practice_id = ${ctx.practice}::uuid and (${only}::uuid is null or n.id = ${only}::uuid)
       and (a.id is null or s.live or (a.state = 'cancelled' and not n.keeps_time))
     order by n.pinned_at, n.id
     limit 500`
  ctx.concerns(pins.map(pin => pin.patient))
  return pins
}

export async function requirePin(ctx: Context, id: Id<'pin'>): Promise<contract.Pin> {
  const [pin] = await pinsHere(ctx, id)
  if (!pin) throw notFound({ what: 'pin' })
  return pin
}

export const pinboard = query(contract.pinboard, async ctx => ({ pins: await pinsHere(ctx, null) }))
