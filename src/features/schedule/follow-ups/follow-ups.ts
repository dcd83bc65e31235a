import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract-follow-ups.ts'
import { readFollowUps } from './follow-up.ts'

/** Who is to come back, the longest due first. */
export const followUps = query(contract.followUps, async (ctx, input) => {
  if (input.patient) {
    const [known] = await ctx.sql`
      select 1 from patients.patient p where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.patient}::uuid`
    if (!known) throw notFound({ what: 'patient' })
  }
  return { followUps: await readFollowUps(ctx, input) }
})
