import type { Context } from '../../platform/context.ts'

/** The next human number of a kind ('chart', 'claim') in this practice, from 1. Gaps may stay where a transaction was rolled back or
 *  is retried; a number is never given twice, since its row is locked until the commit. */
export async function nextNumber(ctx: Context, kind: string): Promise<number> {
  const [row] = await ctx.sql<{ last: number }>`
    insert into practice.number_series (practice_id, kind, last) values (${ctx.practice}, ${kind}, 1)
    on conflict (practice_id, kind) do update set last = practice.number_series.last + 1
    returning last`
  return row!.last
}
