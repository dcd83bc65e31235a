import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'

/** Puts every visit that a disruption touches on its list (or one visit on the lists of those that touch it), unless it is there already.
 *  Touched: it reaches into the stretch, or the patient is here and waits for the one who is out. Answers how many are new. */
export async function findRows(
  ctx: Context,
  ask: { disruption: Id<'disruption'> | null; appointment: Id<'appointment'> | null },
): Promise<number> {
  const now = ctx.now.toString()
  const rows = await ctx.sql<{ patient_id: Id<'patient'>; disruption_id: string; appointment_id: string }>`
    with head as materialized (
      select d.practice_id, d.id, d.kind, d.provider_id, d.room_id, d.location_id, d.starts_at, d.ends_at, d.starts_at - interval '12 hours' as earliest
        from disruption.disruption d
       where d.practice_id = ${ctx.practice}::uuid and d.ended_at is null and d.kind <> 'provider-late'
         and (${ask.disruption}::uuid is null or d.id = ${ask.disruption}::uuid)
    ),
    made as (
      insert into disruption.affected (practice_id, disruption_id, appointment_id, patient_id, old_starts_at, old_ends_at, old_provider_id, state,
             state_since)
      select h.practice_id, h.id, a.id, a.patient_id, a.starts_at, a.ends_at, a.provider_id, 'open', ${now}::timestamptz
        from head h
        join schedule.appointment a on a.practice_id = ${ctx.practice}::uuid and a.starts_at < h.ends_at and a.starts_at > h.earliest
         and (case h.kind when 'provider-away' then a.provider_id = h.provider_id
                          when 'room-out' then a.room_id = h.room_id
                          else a.location_id = h.location_id end)
       where a.origin = 'desk' and a.state in ('booked', 'confirmed', 'arrived', 'roomed')
         and (a.ends_at > h.starts_at or a.state = 'arrived')
         and (${ask.appointment}::uuid is null or a.id = ${ask.appointment}::uuid)
      on conflict (practice_id, disruption_id, appointment_id) do nothing
      returning practice_id, disruption_id, appointment_id, patient_id, seq, state
    ),
    fact as (
      insert into disruption.affected_fact (practice_id, disruption_id, appointment_id, seq, what, state, at, by_staff, by_name)
      select practice_id, disruption_id, appointment_id, seq, 'found', state, ${now}::timestamptz, ${ctx.caller.staff}::uuid, ${ctx.caller.name}
        from made
    )
    select patient_id, disruption_id, appointment_id from made`
  ctx.concerns(rows.map(row => row.patient_id))
  for (const row of rows) {
    if (ask.appointment)
      ctx.emit('disruption.row-changed', { disruption: row.disruption_id, appointment: row.appointment_id })
  }
  return rows.length
}
