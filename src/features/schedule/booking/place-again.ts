import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { changedMeanwhile, type Visit, type VisitState } from '../contract.ts'
import { requireVisit } from '../visit.ts'
import type { More } from './more-than-time.ts'

export type NewPlace = {
  provider: string
  location: string
  zone: string
  startsAt: string
  endsAt: string
  roomFrom: string
  roomUntil: string
  rooms: readonly string[]
  wallStart: string
  more: More | null
}

export type Replacement = {
  visit: Visit
  what: 'moved' | 'undone' | 'roomed'
  undoes?: number
  state: VisitState
  stateSince: string
  confirmedAt: string | null
  arrivedAt: string | null
  reason?: string | null | undefined
  /** Whom to check for another visit at that time; null: nobody. */
  patientChecked: string | null
  hold?: Id<'hold'> | undefined
  /** Why it may stand over somebody else's time; kept only if it does. */
  overbookWhy?: string | null
  /** Another way it is held; left out: as before. */
  mode?: Visit['mode'] | undefined
}

/** Gives a visit another place, or its old one again: claims the time, writes the visit and the fact, all in one statement. Answers how the
 *  claim ended; whoever calls refuses on anything but 'ok'. Refuses if the visit changed since it was read. */
export async function placeAgain(
  ctx: Context,
  change: Replacement,
  place: NewPlace,
): Promise<{ outcome: string; other: string | null; facts: Record<string, unknown> | null }> {
  const { visit } = change
  const now = ctx.now.toString()
  // A visit that leaves a group queues for the group's time as well.
  const more = place.more ? JSON.stringify(place.more) : visit.group ? '{}' : null
  const [claim] = await ctx.sql<{
    outcome: string
    other: string | null
    facts: Record<string, unknown> | null
    id: string | null
  }>`
    with claim as materialized (
      select c.outcome, c.room, c.other, c.overbooked, c.facts, c.group_session, c.seat
        from schedule.occupy(${visit.id}::uuid, null, ${place.provider}::uuid, ${place.rooms}::uuid[],
               tstzrange(${place.startsAt}::timestamptz, ${place.endsAt}::timestamptz),
               tstzrange(${place.roomFrom}::timestamptz, ${place.roomUntil}::timestamptz),
               null, ${change.patientChecked}::uuid, ${change.hold ?? null}::uuid, ${now}::timestamptz, ${more}::jsonb) c
    ),
    changed as (
      update schedule.appointment a
         set provider_id = ${place.provider}::uuid, room_id = claim.room, location_id = ${place.location}::uuid,
             starts_at = ${place.startsAt}::timestamptz, ends_at = ${place.endsAt}::timestamptz, wall_start = ${place.wallStart}::timestamp,
             zone = ${place.zone}, version = a.version + 1, state = ${change.state}, state_since = ${change.stateSince}::timestamptz,
             confirmed_at = ${change.confirmedAt}::timestamptz, arrived_at = ${change.arrivedAt}::timestamptz,
             overbooked_why = case when claim.overbooked then ${change.overbookWhy ?? null} end, group_session_id = claim.group_session,
             seat = claim.seat, mode = coalesce(${change.mode ?? null}, a.mode)
        from claim
       where claim.outcome = 'ok' and a.practice_id = ${ctx.practice}::uuid and a.id = ${visit.id}::uuid and a.version = ${visit.version}::int
      returning a.practice_id, a.id, a.version, a.state, a.starts_at, a.ends_at, a.provider_id, a.room_id, a.location_id, a.confirmed_at, a.arrived_at,
                a.overbooked_why
    ),
    fact as (
      insert into schedule.appointment_fact (practice_id, appointment_id, seq, what, undoes, at, by_kind, by_staff, by_name, state, reason, starts_at,
             ends_at, provider_id, room_id, location_id, confirmed_at, arrived_at, overbooked_why, mode_was)
      select practice_id, id, version, ${change.what}, ${change.undoes ?? null}::int, ${now}::timestamptz, ${ctx.caller.kind},
             ${ctx.caller.staff}::uuid, ${ctx.caller.name}, state, ${change.reason || null}, starts_at, ends_at, provider_id, room_id, location_id,
             confirmed_at, arrived_at, overbooked_why, ${change.mode && change.mode !== visit.mode ? visit.mode : null}
        from changed
    )
    select claim.outcome, claim.other, claim.facts, changed.id from claim left join changed on true`
  if (claim!.outcome === 'ok' && !claim!.id) {
    const asItIs = await requireVisit(ctx, visit.id)
    throw changedMeanwhile({ version: asItIs.version, appointment: asItIs })
  }
  return claim!
}
