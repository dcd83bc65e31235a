import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { type Found, outsideVisits } from './outside-visit.ts'

/** Computed from the hours as they are now, so that nothing has to be kept up: a visit leaves the list when it is moved, cancelled or kept
 *  knowingly, or when the hours come back. */
export const visitsOutsideHours = query(contract.visitsOutsideHours, async (ctx, input) => {
  const { provider = null, location = null } = input
  const [known] = await ctx.sql<{ provider: boolean; location: boolean }>`
    select ${provider}::uuid is null or exists (select from practice.provider p
             where p.practice_id = ${ctx.practice}::uuid and p.id = ${provider}::uuid) as provider,
           ${location}::uuid is null or exists (select from practice.location l
             where l.practice_id = ${ctx.practice}::uuid and l.id = ${location}::uuid) as location`
  if (!known!.provider) throw notFound({ what: 'provider' })
  if (!known!.location) throw notFound({ what: 'location' })
  const found = await ctx.sql<Found>`
    select o.appointment_id, o.why, o.name
      from schedule.visits_outside(${provider ? [provider] : null}::uuid[], null, null, ${ctx.now.toString()}::timestamptz) o
      join schedule.appointment a on a.practice_id = ${ctx.practice}::uuid and a.id = o.appointment_id
     where o.kept = ${input.kept}::boolean and (${location}::uuid is null or a.location_id = ${location}::uuid)`
  return { total: found.length, visits: await outsideVisits(ctx, found, input) }
})
