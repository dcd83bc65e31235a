import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Changes a location; what is left out stays. */
export const changeLocation = command(contract.changeLocation, {
  async run(ctx, input) {
    const has = (field: keyof typeof input) => input[field] !== undefined
    const changed = await ctx.sql`
      update practice.location
         set name = coalesce(${input.name ?? null}::text, name),
             zone = coalesce(${input.zone ?? null}::text, zone),
             phone = case when ${has('phone')}::boolean then ${input.phone ?? null}::text else phone end,
             street = case when ${has('street')}::boolean then ${input.street ?? null}::text else street end,
             city = case when ${has('city')}::boolean then ${input.city ?? null}::text else city end,
             state = case when ${has('state')}::boolean then ${input.state ?? null}::text else state end,
             postal_code = case when ${has('postalCode')}::boolean then ${input.postalCode ?? null}::text else postal_code end,
             closed_at = case ${input.closed ?? null}::boolean when true then coalesce(closed_at, ${ctx.now.toString()}::timestamptz)
                                                               when false then null else closed_at end
       where practice_id = ${ctx.practice} and id = ${input.location}
      returning id`
    if (changed.length === 0) throw notFound({ what: 'location' })
    ctx.concerns([], { location: input.location })
    ctx.emit('practice.location-changed', { location: input.location })
    return {}
  },
})
