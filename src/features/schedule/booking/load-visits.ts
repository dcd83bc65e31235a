import type { Id } from '../../../core/id.ts'
import { newId } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { VisitState } from '../contract.ts'

/** A visit with its whole story, as a made-up clinic brings it. Facts are in the order of time; the first is 'booked'. */
export type StoriedVisit = {
  patient: Id<'patient'>
  visitType: Id<'visit-type'>
  provider: Id<'provider'>
  location: Id<'location'>
  room: Id<'room'> | null
  zone: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** When the room is taken, preparing and cleaning included. */
  roomFrom: Temporal.Instant
  roomUntil: Temporal.Instant
  note: string
  interpreter: string | null
  facts: { what: VisitState; at: Temporal.Instant; reason: string | null; by: Id<'staff'>; byName: string }[]
}

/** Writes many visits with their stories in a few statements: the demo clinic and load figures, thousands a second. It stands to the
 *  commands as a restored backup does: nothing is checked but by the database's constraints, among them that no time is taken twice. */
export async function loadVisits(ctx: Context, visits: readonly StoriedVisit[]): Promise<Id<'appointment'>[]> {
  const rows = visits.map(visit => {
    const last = visit.facts.at(-1)!
    const at = (what: VisitState) => visit.facts.find(fact => fact.what === what)?.at.toString() ?? null
    return {
      id: newId<'appointment'>(ctx.now.epochMilliseconds),
      patient_id: visit.patient,
      visit_type_id: visit.visitType,
      provider_id: visit.provider,
      location_id: visit.location,
      room_id: visit.room,
      zone: visit.zone,
      starts_at: visit.startsAt.toString(),
      ends_at: visit.endsAt.toString(),
      room_from: visit.roomFrom.toString(),
      room_until: visit.roomUntil.toString(),
      note: visit.note,
      interpreter: visit.interpreter,
      version: visit.facts.length,
      state: last.what,
      state_since: last.at.toString(),
      confirmed_at: at('confirmed'),
      arrived_at: at('arrived'),
      live: last.what !== 'cancelled' && last.what !== 'no-show',
      facts: visit.facts.map((fact, n) => ({
        seq: n + 1,
        what: fact.what,
        at: fact.at.toString(),
        reason: fact.reason,
        by_staff: fact.by,
        by_name: fact.byName,
      })),
    }
  })
  for (let from = 0; from < rows.length; from += 2_000) await write(ctx, rows.slice(from, from + 2_000))
  return rows.map(row => row.id)
}

async function write(ctx: Context, rows: readonly object[]): Promise<void> {
  const given = JSON.stringify(rows)
  await ctx.sql`
    insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, room_id, location_id, starts_at, ends_at, wall_start, zone,
           note, interpreter, version, state, state_since, confirmed_at, arrived_at)
    select ${ctx.practice}::uuid, v.id, v.patient_id, v.visit_type_id, v.provider_id, v.room_id, v.location_id, v.starts_at, v.ends_at,
           v.starts_at at time zone v.zone, v.zone, v.note, v.interpreter, v.version, v.state, v.state_since, v.confirmed_at, v.arrived_at
      from jsonb_to_recordset(${given}::jsonb) as v(id uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, room_id uuid, location_id uuid,
           starts_at timestamptz, ends_at timestamptz, zone text, note text, interpreter text, version int, state text, state_since timestamptz,
           confirmed_at timestamptz, arrived_at timestamptz)`
  await ctx.sql`
    insert into schedule.appointment_fact (practice_id, appointment_id, seq, what, at, by_kind, by_staff, by_name, state, reason, starts_at, ends_at,
           provider_id, room_id, location_id, confirmed_at, arrived_at)
    select ${ctx.practice}::uuid, v.id, f.seq, f.what, f.at, 'staff', f.by_staff, f.by_name, f.what, f.reason, v.starts_at, v.ends_at,
           v.provider_id, v.room_id, v.location_id, case when v.confirmed_at <= f.at then v.confirmed_at end,
           case when v.arrived_at <= f.at then v.arrived_at end
      from jsonb_to_recordset(${given}::jsonb) as v(id uuid, provider_id uuid, room_id uuid, location_id uuid, starts_at timestamptz,
           ends_at timestamptz, confirmed_at timestamptz, arrived_at timestamptz, facts jsonb),
           jsonb_to_recordset(v.facts) as f(seq int, what text, at timestamptz, reason text, by_staff uuid, by_name text)`
  await ctx.sql`
    insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, during, live)
    select ${ctx.practice}::uuid, o.kind, o.resource, v.id, o.during, v.live
      from jsonb_to_recordset(${given}::jsonb) as v(id uuid, provider_id uuid, room_id uuid, starts_at timestamptz, ends_at timestamptz,
           room_from timestamptz, room_until timestamptz, live boolean)
      cross join lateral (values ('provider', v.provider_id, tstzrange(v.starts_at, v.ends_at)),
                                 ('room', v.room_id, tstzrange(v.room_from, v.room_until))) as o(kind, resource, during)
     where o.resource is not null`
}
