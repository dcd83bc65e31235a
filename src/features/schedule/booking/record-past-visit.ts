import { type Id, newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'

export type PastVisit = {
  patient: Id<'patient'>
  /** What it was, in the words of the source. */
  title: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  state: 'checked-out' | 'cancelled' | 'no-show'
  provider?: Id<'provider'> | null
  location?: Id<'location'> | null
  note?: string
}

/** Writes a visit that another system held, with one fact that says so. It takes nobody's time and may lie beside others.
 *  Doubles are the caller's to avoid: it keeps which source record became which visit. */
export async function recordPastVisit(ctx: Context, visit: PastVisit): Promise<Id<'appointment'>> {
  const id = newId<'appointment'>(ctx.now.epochMilliseconds)
  const ends =
    Temporal.Instant.compare(visit.endsAt, visit.startsAt) > 0 ? visit.endsAt : visit.startsAt.add({ minutes: 1 })
  const now = ctx.now.toString()
  const rows = await ctx.sql<{ id: string }>`
    with made as (
      insert into schedule.appointment (practice_id, id, patient_id, title, provider_id, location_id, starts_at, ends_at, wall_start, zone, note, origin,
             state, state_since)
      select p.practice_id, ${id}::uuid, ${visit.patient}::uuid, ${visit.title.slice(0, 200) || 'Visit'}, v.id, l.id, ${visit.startsAt.toString()}::timestamptz,
             ${ends.toString()}::timestamptz, ${visit.startsAt.toString()}::timestamptz at time zone coalesce(l.zone, p.zone), coalesce(l.zone, p.zone),
             ${visit.note?.slice(0, 2000) ?? ''}, 'import', ${visit.state}, ${ends.toString()}::timestamptz
        from practice.practice p
        join patients.patient t on t.practice_id = p.practice_id and t.id = ${visit.patient}::uuid
        left join practice.provider v on v.practice_id = p.practice_id and v.id = ${visit.provider ?? null}::uuid
        left join practice.location l on l.practice_id = p.practice_id and l.id = ${visit.location ?? null}::uuid
       where p.practice_id = ${ctx.practice}::uuid and (${visit.provider ?? null}::uuid is null or v.id is not null)
         and (${visit.location ?? null}::uuid is null or l.id is not null)
      returning practice_id, id, state, starts_at, ends_at, provider_id, location_id
    )
    insert into schedule.appointment_fact (practice_id, appointment_id, seq, what, at, by_kind, by_staff, by_name, state, reason, starts_at, ends_at,
           provider_id, location_id)
    select practice_id, id, 1, state, ${now}::timestamptz, ${ctx.caller.kind}, ${ctx.caller.staff}::uuid, ${ctx.caller.name}, state, 'import', starts_at,
           ends_at, provider_id, location_id
      from made
    returning appointment_id as id`
  if (rows.length === 0) throw notFound({ what: 'patient' })
  return id
}
