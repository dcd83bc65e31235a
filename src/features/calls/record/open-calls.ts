import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { readCalls } from './read-calls.ts'

/** Ids of calls that nobody has closed, the longest waiting first. */
export async function openCallIds(ctx: Context): Promise<Id<'call'>[]> {
  const rows = await ctx.sql<{ id: Id<'call'> }>`
    select id from calls.call
     where practice_id = ${ctx.practice} and closed_at is null
     order by ringing_at, id limit 200`
  return rows.map(row => row.id)
}

/** Calls that ring or are being spoken. */
export const openCalls = query(contract.openCalls, async ctx => ({
  calls: await readCalls(ctx, await openCallIds(ctx)),
}))
