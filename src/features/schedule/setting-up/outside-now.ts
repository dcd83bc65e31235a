import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'

type Ask = { providers: string[] | null; from: string | null; to: string | null }

const MOST = 500

/** Makes a change of hours and says which visits to come it leaves outside them, soonest first, 500 at most: those outside already, and those left there
 *  knowingly, are not among them. All of them stand in visits-outside-hours. Providers null: all. */
export async function leftOutsideBy(
  ctx: Context,
  ask: Ask,
  change: () => Promise<unknown>,
): Promise<Id<'appointment'>[]> {
  const before = new Set((await outside(ctx, ask)).map(row => row.id))
  await change()
  return (await outside(ctx, ask))
    .filter(row => !row.kept && !before.has(row.id))
    .slice(0, MOST)
    .map(row => row.id)
}

const outside = (ctx: Context, ask: Ask) =>
  ctx.sql<{ id: Id<'appointment'>; kept: boolean }>`
    select a.id, o.kept
      from schedule.visits_outside(${ask.providers}::uuid[], ${ask.from}::date, ${ask.to}::date, ${ctx.now.toString()}::timestamptz) o
      join schedule.appointment a on a.practice_id = ${ctx.practice}::uuid and a.id = o.appointment_id
     order by a.starts_at, a.id`
