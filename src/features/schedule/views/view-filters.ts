import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

export type ViewSetRow = {
  id: Id<'view-set'>
  name: string
  shared: boolean
  staff_id: string
  made_by: string
  filter: contract.BoardFilter
}

/** A saved set as the wire carries it. */
export const viewSetOf = (row: ViewSetRow, ctx: Context) => ({
  id: row.id,
  name: row.name,
  shared: row.shared,
  mine: row.staff_id === ctx.caller.staff,
  madeBy: row.made_by,
  filter: row.filter,
})

/** What one last looked at, and the sets one may choose. A script has no view of its own. */
export const viewFilters = query(contract.viewFilters, async ctx => {
  const staff = ctx.caller.staff
  const [last] = await ctx.sql<{ filter: contract.BoardFilter }>`
    select f.filter from schedule.view_filter f where f.practice_id = ${ctx.practice}::uuid and f.staff_id = ${staff}::uuid`
  const sets = await ctx.sql<ViewSetRow>`
    select s.id, s.name, s.shared, s.staff_id, p.name as made_by, s.filter
      from schedule.view_set s
      join practice.staff p on p.practice_id = s.practice_id and p.id = s.staff_id
     where s.practice_id = ${ctx.practice}::uuid and (s.shared or s.staff_id = ${staff}::uuid)
     order by lower(s.name), s.id`
  // Kept by an older release, it may lack what a newer one knows: then it is no filter any more.
  const parsed = contract.boardFilter.safeParse(last?.filter)
  return {
    last: parsed.success ? parsed.data : null,
    sets: sets.filter(row => contract.boardFilter.safeParse(row.filter).success).map(row => viewSetOf(row, ctx)),
  }
})
