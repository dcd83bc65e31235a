import type { z } from 'zod'
import { type Id, newId } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { bookAppointment, Visit } from '../contract.ts'
import { tellVisit } from '../events.ts'
import { type VisitRow, visitOf } from '../visit.ts'
import { refuseClaim } from './claim.ts'
import { overbookReason } from './overbook.ts'
import { findPlace, type Place, type Wanted } from './place.ts'
import { startInstant } from './start-time.ts'

export type Booking = z.output<(typeof bookAppointment)['input']>

type Booked = VisitRow & { outcome: string; other: string | null; facts: Record<string, unknown> | null }

/** A visit that is wanted, with the place that was found for it. */
export type Prepared = { input: Booking; wanted: Wanted; place: Place; why: string | null }

/** Finds the place of a visit that is to be booked, and refuses what can be refused without queueing. */
export async function prepareVisit(ctx: Context, input: Booking, siblings: readonly string[] = []): Promise<Prepared> {
  const why = overbookReason(ctx, input)
  const startsAt = (await startInstant(ctx, input, input))!
  const wanted: Wanted = { ...input, startsAt, despite: input.despite ?? [], siblings }
  return { input, wanted, place: await findPlace(ctx, wanted), why }
}

/** Claims the time and writes visit and fact in one statement, and tells it. Two desks may ask at the same moment: they queue for the day inside
 *  schedule.occupy, and the constraint occupation_no_overlap lets exactly one through. */
export async function writeVisit(ctx: Context, prepared: Prepared, bundle: Id<'bundle'> | null = null): Promise<Visit> {
  const { input, wanted, place, why } = prepared
  const id = newId<'appointment'>(ctx.now.epochMilliseconds)
  const now = ctx.now.toString()
  const checked = wanted.despite.includes('patient-already-booked') ? null : place.patient
  const more = place.more && JSON.stringify(place.more)
  const [booked] = await ctx.sql<Booked>`
    with claim as materialized (
      select c.outcome, c.room, c.other, c.overbooked, c.facts, c.group_session, c.seat
        from schedule.occupy(${id}::uuid, null, ${place.provider}::uuid, ${place.rooms}::uuid[],
               tstzrange(${place.startsAt}::timestamptz, ${place.endsAt}::timestamptz),
               tstzrange(${place.roomFrom}::timestamptz, ${place.roomUntil}::timestamptz),
               null, ${checked}::uuid, ${input.hold ?? null}::uuid, ${now}::timestamptz, ${more}::jsonb) c
    ),
    made as (
      insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, room_id, location_id, starts_at, ends_at,
             wall_start, zone, note, interpreter, state, state_since, mode, urgent, overbooked_why, bundle_id, group_session_id, seat)
      select ${ctx.practice}::uuid, ${id}::uuid, ${place.patient}::uuid, ${input.visitType}::uuid, ${place.provider}::uuid, claim.room,
             ${place.location}::uuid, ${place.startsAt}::timestamptz, ${place.endsAt}::timestamptz, ${place.wallStart}::timestamp, ${place.zone},
             ${input.note ?? ''}, ${input.interpreter || null}, 'booked', ${now}::timestamptz, ${place.mode}, ${input.urgent ?? false}::boolean,
             case when claim.overbooked then ${why} end, ${bundle}::uuid, claim.group_session, claim.seat
        from claim where claim.outcome = 'ok'
      returning practice_id, id, patient_id, visit_type_id, provider_id, room_id, location_id, starts_at, ends_at, zone, note, interpreter, state,
                state_since, version, origin, mode, urgent, overbooked_why, bundle_id, group_session_id, seat
    ),
    fact as (
      insert into schedule.appointment_fact (practice_id, appointment_id, seq, what, at, by_kind, by_staff, by_name, state, starts_at, ends_at,
             provider_id, room_id, location_id, overbooked_why)
      select practice_id, id, 1, 'booked', state_since, ${ctx.caller.kind}, ${ctx.caller.staff}::uuid, ${ctx.caller.name}, state, starts_at, ends_at,
             provider_id, room_id, location_id, overbooked_why
        from made
    )
    select claim.outcome, claim.other, claim.facts, made.id, made.patient_id, made.visit_type_id, t.name as what, t.short_name, t.color, t.video,
           made.provider_id, concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) as provider_name,
           made.room_id, r.name as room_name, made.location_id, l.name as location_name, made.zone, made.starts_at, made.ends_at,
           ${place.minutes}::int as minutes, made.state, made.state_since, made.note, made.interpreter, made.version, made.origin,
           made.mode, made.urgent, made.overbooked_why, made.bundle_id, made.group_session_id, made.seat,
           case when made.seat is not null then t.seats end as seats
      from claim
      left join made on true
      left join schedule.visit_type t on t.practice_id = made.practice_id and t.id = made.visit_type_id
      left join practice.provider p on p.practice_id = made.practice_id and p.id = made.provider_id
      left join practice.room r on r.practice_id = made.practice_id and r.id = made.room_id
      left join practice.location l on l.practice_id = made.practice_id and l.id = made.location_id`
  if (booked!.outcome !== 'ok') throw await refuseClaim(ctx, booked!, wanted, place)
  if (input.hold) ctx.emit('schedule.hold-changed', { hold: input.hold, provider: place.provider })
  ctx.concerns([place.patient], { appointment: id as Id<'appointment'> })
  const visit = visitOf(booked!)
  tellVisit(ctx, 'schedule.appointment-booked', visit)
  return visit
}
