import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { countMatches } from './count-matches.ts'

/** Counts who waits for a span of a provider's day. */
export const matchesForOpening = query(contract.matchesForOpening, async (ctx, input) => {
  const [row] = await ctx.sql<{ zone: string | null; known: boolean }>`
    select (select zone from practice.location where practice_id = ${ctx.practice} and id = ${input.location}) as zone,
           exists (select from practice.provider where practice_id = ${ctx.practice} and id = ${input.provider}) as known`
  if (!row!.known) throw notFound({ what: 'provider' })
  if (!row!.zone) throw notFound({ what: 'location' })
  return { people: await countMatches(ctx, { ...input, zone: row!.zone }) }
})
