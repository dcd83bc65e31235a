import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { readWishes } from './wish-row.ts'

/** Who waits. */
export const openWishes = query(contract.openWishes, async (ctx, input) => {
  if (input.patient) {
    const known = await ctx.sql`
      select 1 from patients.patient where practice_id = ${ctx.practice} and id = ${input.patient}`
    if (known.length === 0) throw notFound({ what: 'patient' })
  }
  if (input.provider) {
    const known = await ctx.sql`
      select 1 from practice.provider where practice_id = ${ctx.practice} and id = ${input.provider}`
    if (known.length === 0) throw notFound({ what: 'provider' })
  }
  const wishes = await readWishes(ctx, {
    limit: input.limit,
    ...(input.patient ? { patient: input.patient } : {}),
    ...(input.provider ? { provider: input.provider } : {}),
  })
  const [count] = await ctx.sql<{ total: number }>`
    select count(*) as total from waitlist.wish where practice_id = ${ctx.practice} and state = 'open'`
  ctx.concerns(input.patient ? [input.patient] : wishes.map(wish => wish.patient))
  return { wishes, total: count!.total }
})
