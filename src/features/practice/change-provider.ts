import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireStaff } from './person-here.ts'
import { requireLocation } from './places.ts'

/** Changes a provider; what is left out stays. */
export const changeProvider = command(contract.changeProvider, {
  constraints: { provider_practice_id_npi_key: contract.npiTaken },
  async run(ctx, input) {
    if (input.location) await requireLocation(ctx, input.location)
    if (input.staff) await requireStaff(ctx, input.staff)
    const has = (field: keyof typeof input) => input[field] !== undefined
    const changed = await ctx.sql`
      update practice.provider
         set family = coalesce(${input.family ?? null}::text, family),
             given = coalesce(${input.given ?? null}::text, given),
             credential = coalesce(${input.credential ?? null}::text, credential),
             npi = case when ${has('npi')}::boolean then ${input.npi ?? null}::text else npi end,
             specialty = coalesce(${input.specialty ?? null}::text, specialty),
             languages = coalesce(${input.languages ?? null}::text[], languages),
             color = coalesce(${input.color ?? null}::text, color),
             location_id = case when ${has('location')}::boolean then ${input.location ?? null}::uuid else location_id end,
             staff_id = case when ${has('staff')}::boolean then ${input.staff ?? null}::uuid else staff_id end,
             left_at = case ${input.left ?? null}::boolean when true then coalesce(left_at, ${ctx.now.toString()}::timestamptz)
                                                           when false then null else left_at end
       where practice_id = ${ctx.practice} and id = ${input.provider}
      returning id`
    if (changed.length === 0) throw notFound({ what: 'provider' })
    ctx.concerns([], { provider: input.provider })
    ctx.emit('practice.provider-changed', { provider: input.provider })
    return {}
  },
})
