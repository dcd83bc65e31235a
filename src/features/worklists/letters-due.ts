import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { type LetterTo, papersOf } from './letter-paper.ts'
import { wordingOf } from './letter-wording.ts'
import { requireEach, type Standing, standingSome } from './standing.ts'

/** Letters ready to be printed. Whoever prints them has seen who they go to: each patient is named in the trail. */
export const lettersDue = query(contract.lettersDue, async (ctx, input) => {
  const rows = input.items
    ? await standingSome(ctx, input.list, input.items)
    : (await standingSome(ctx, input.list, await dueItems(ctx, input.list))).filter(
        row => row.held_by === null || row.held_by === ctx.caller.staff,
      )
  if (input.items) await requireEach(ctx, input.list, input.items, rows)
  ctx.concerns(
    rows.map(row => row.patient_id),
    { letters: rows.length },
  )
  const papers = await papersOf(
    ctx,
    rows.map(row => ({ ...about(row), due: row.due_on, zone: row.zone })),
    await wordingOf(ctx, 'recall'),
  )
  return { letters: rows.map(row => ({ ...papers.get(row.item)!, item: row.item, version: row.version })) }
})

const about = (row: Standing): LetterTo => ({
  item: row.item,
  patient_id: row.patient_id,
  visit_type_id: row.visit_type_id,
  provider_id: row.provider_id,
})

/** Rows of a list that were tried as often as the rules say and have had no letter. */
async function dueItems(ctx: Context, list: contract.ListName): Promise<string[]> {
  const rows = await ctx.sql<{ item: string }>`
    select s.item
      from worklists.standing_rows(${list}, ${ctx.now.toString()}::timestamptz, false) s
      cross join worklists.rules() r
     where not s.waiting and s.tries >= r.tries and s.letters = 0 and s.kept_state = 'open'
     order by s.due_on, s.item
     limit 200`
  return rows.map(row => row.item)
}
