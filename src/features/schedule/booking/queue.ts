import type { Context } from '../../../platform/context.ts'
import type { Place } from './place.ts'

/** Queues for all places of one deed, and for where its visits stand now, before any of them is claimed: two deeds of many visits would
 *  otherwise wait for each other in a ring. Holds on them that have run out are cleared in one order as well. `patients`: whose days are
 *  queued for, place by place. */
export async function queueForAll(
  ctx: Context,
  places: readonly Place[],
  appointments: readonly string[],
): Promise<void> {
  const claims = JSON.stringify(
    places.map(place => ({
      provider: place.provider,
      patient: place.patient,
      rooms: place.rooms,
      starts_at: place.startsAt,
      ends_at: place.endsAt,
      room_from: place.roomFrom,
      room_until: place.roomUntil,
      more: place.more,
    })),
  )
  await ctx.sql`
    select schedule.stand_in_line(schedule.keys_of(${appointments}::uuid[]) || array(
      select k
        from jsonb_to_recordset(${claims}::jsonb) as c(provider uuid, patient uuid, rooms uuid[], starts_at timestamptz, ends_at timestamptz,
               room_from timestamptz, room_until timestamptz, more jsonb)
        cross join lateral unnest(schedule.keys_wanted(c.provider, c.patient, c.rooms, tstzrange(c.starts_at, c.ends_at),
               tstzrange(c.room_from, c.room_until), c.more)) as k))`
  await ctx.sql`
    select schedule.clear_run_out(resources.ids, resources.span, ${ctx.now.toString()}::timestamptz)
      from (
        select array_agg(distinct r) as ids, tstzrange(min(c.room_from), max(c.room_until)) as span
          from jsonb_to_recordset(${claims}::jsonb) as c(provider uuid, rooms uuid[], room_from timestamptz, room_until timestamptz, more jsonb)
          cross join lateral unnest(c.provider || c.rooms || schedule.needed(c.more)) as r
      ) as resources
     where resources.ids is not null`
}
