import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Adds a location. Its zone decides what "nine o'clock" means there. */
export const addLocation = command(contract.addLocation, {
  async run(ctx, input) {
    const id = newId<'location'>()
    await ctx.sql`
      insert into practice.location (practice_id, id, name, zone, phone, street, city, state, postal_code)
      values (${ctx.practice}, ${id}, ${input.name}, ${input.zone}, ${input.phone ?? null}, ${input.street ?? null},
              ${input.city ?? null}, ${input.state ?? null}, ${input.postalCode ?? null})`
    ctx.concerns([], { location: id })
    ctx.emit('practice.location-changed', { location: id })
    return { id }
  },
})
