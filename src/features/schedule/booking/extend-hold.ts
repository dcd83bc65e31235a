import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

type Row = {
  provider_id: Id<'provider'>
  room_id: Id<'room'> | null
  location_id: Id<'location'>
  starts_at: string
  ends_at: string
  extended: boolean
}

/** Some minutes more. A hold that has run out is not brought back: somebody else may be booking that time at this moment. */
export const extendHold = command(contract.extendHold, {
  async run(ctx, input) {
    const now = ctx.now.toString()
    const expiresAt = ctx.now.add({ minutes: input.forMinutes }).toString()
    const [hold] = await ctx.sql<Row>`
      with extended as (
        update schedule.hold h set expires_at = ${expiresAt}::timestamptz
         where h.practice_id = ${ctx.practice}::uuid and h.id = ${input.hold}::uuid and h.expires_at > ${now}::timestamptz
        returning h.id, h.group_session_id
      ),
      taken as (
        update schedule.occupation o set expires_at = ${expiresAt}::timestamptz
          from extended e
         where o.practice_id = ${ctx.practice}::uuid and o.hold_id = e.id
      ),
      -- A group that is only held stays as long as its last hold.
      group_kept as (
        update schedule.occupation o set expires_at = greatest(o.expires_at, ${expiresAt}::timestamptz)
          from extended e
         where o.practice_id = ${ctx.practice}::uuid and o.group_session_id = e.group_session_id and o.live and o.expires_at is not null
      )
      select h.provider_id, h.room_id, h.location_id, h.starts_at, h.ends_at, exists (select from extended) as extended
        from schedule.hold h
       where h.practice_id = ${ctx.practice}::uuid and h.id = ${input.hold}::uuid`
    if (!hold) throw notFound({ what: 'hold' })
    if (!hold.extended) throw contract.holdGone({ hold: input.hold })
    ctx.emit('schedule.hold-changed', { hold: input.hold, provider: hold.provider_id })
    return {
      id: input.hold,
      provider: hold.provider_id,
      room: hold.room_id,
      location: hold.location_id,
      startsAt: hold.starts_at,
      endsAt: hold.ends_at,
      expiresAt,
    }
  },
})
