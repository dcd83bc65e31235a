import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireLocation } from './places.ts'

/** Adds a room to a location of this practice. */
export const addRoom = command(contract.addRoom, {
  async run(ctx, input) {
    await requireLocation(ctx, input.location)
    const id = newId<'room'>()
    await ctx.sql`
      insert into practice.room (practice_id, id, location_id, name, kind)
      values (${ctx.practice}, ${id}, ${input.location}, ${input.name}, ${input.kind})`
    ctx.concerns([], { room: id })
    ctx.emit('practice.room-changed', { room: id })
    return { id }
  },
})
