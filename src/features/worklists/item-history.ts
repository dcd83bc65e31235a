import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireKnown } from './standing.ts'

type Fact = {
  seq: number
  what: string
  channel: string | null
  result: string | null
  note: string
  nextAt: string | null
  at: string
  by: string
}

/** Everything that was done about one row. */
export const itemHistory = query(contract.itemHistory, async (ctx, input) => {
  const { patient } = await requireKnown(ctx, input.list, input.item)
  ctx.concerns([patient])
  const facts = await ctx.sql<Fact>`
    select f.seq, f.what, f.channel, f.result, f.note, f.next_at as "nextAt", f.at, f.by_name as by
      from worklists.item_fact f
     where f.practice_id = ${ctx.practice}::uuid and f.list = ${input.list} and f.item_id = ${input.item}::uuid
     order by f.seq`
  return { facts }
})
