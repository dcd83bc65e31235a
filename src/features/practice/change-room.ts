import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Changes a room; what is left out stays. A room never moves to another location: that is a new room. */
export const changeRoom = command(contract.changeRoom, {
  async run(ctx, input) {
    const changed = await ctx.sql`
      update practice.room
         set name = coalesce(${input.name ?? null}::text, name),
             kind = coalesce(${input.kind ?? null}::text, kind),
             closed_at = case ${input.closed ?? null}::boolean when true then coalesce(closed_at, ${ctx.now.toString()}::timestamptz)
                                                               when false then null else closed_at end
       where practice_id = ${ctx.practice} and id = ${input.room}
      returning id`
    if (changed.length === 0) throw notFound({ what: 'room' })
    ctx.concerns([], { room: input.room })
    ctx.emit('practice.room-changed', { room: input.room })
    return {}
  },
})
