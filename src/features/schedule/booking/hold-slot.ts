import { type Id, newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { refuseClaim } from './claim.ts'
import { findPlace } from './place.ts'
import { startInstant } from './start-time.ts'

type Held = { outcome: string; other: string | null; facts: Record<string, unknown> | null; room: Id<'room'> | null }

/** Keeps a time for a few minutes, of a group a seat (and opens the group, if nobody has yet). Nobody has to give it back: from the moment it runs
 *  out it stands in nobody's way. */
export const holdSlot = command(contract.holdSlot, {
  async run(ctx, input) {
    const startsAt = (await startInstant(ctx, input, input))!
    const wanted = { ...input, startsAt, despite: (input.despite ?? []).filter(each => each !== 'overbook') }
    const place = await findPlace(ctx, wanted)
    const id = newId<'hold'>(ctx.now.epochMilliseconds)
    const now = ctx.now.toString()
    const expiresAt = ctx.now.add({ minutes: input.forMinutes }).toString()
    const [held] = await ctx.sql<Held>`
      with claim as materialized (
        select c.outcome, c.room, c.other, c.facts, c.group_session, c.seat
          from schedule.occupy(null, ${id}::uuid, ${place.provider}::uuid, ${place.rooms}::uuid[],
                 tstzrange(${place.startsAt}::timestamptz, ${place.endsAt}::timestamptz),
                 tstzrange(${place.roomFrom}::timestamptz, ${place.roomUntil}::timestamptz),
                 ${expiresAt}::timestamptz, null, null, ${now}::timestamptz, ${place.more && JSON.stringify(place.more)}::jsonb) c
      ),
      made as (
        insert into schedule.hold (practice_id, id, visit_type_id, provider_id, room_id, location_id, starts_at, ends_at, expires_at, held_by,
               held_by_name, note, group_session_id, seat)
        select ${ctx.practice}::uuid, ${id}::uuid, ${input.visitType}::uuid, ${place.provider}::uuid, claim.room, ${place.location}::uuid,
               ${place.startsAt}::timestamptz, ${place.endsAt}::timestamptz, ${expiresAt}::timestamptz, ${ctx.caller.staff}::uuid,
               ${ctx.caller.name}, ${input.note ?? ''}, claim.group_session, claim.seat
          from claim where claim.outcome = 'ok'
      )
      select outcome, other, facts, room from claim`
    if (held!.outcome !== 'ok') throw await refuseClaim(ctx, held!, wanted, place)
    ctx.emit('schedule.hold-changed', { hold: id, provider: place.provider })
    return {
      id,
      provider: place.provider,
      room: held!.room,
      location: place.location,
      startsAt: place.startsAt,
      endsAt: place.endsAt,
      expiresAt,
    }
  },
})
