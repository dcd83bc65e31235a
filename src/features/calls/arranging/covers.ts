import type { Id } from '../../../core/id.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

type Row = {
  cover: Id<'cover'>
  staff: Id<'staff'>
  staff_name: string
  by: Id<'staff'>
  by_name: string
  from: string
  until: string
  setBy: string | null
  now: boolean
}

/** Covers that are not over, soonest first. */
export const covers = query(contract.covers, async ctx => {
  const rows = await ctx.sql<Row>`
    select c.id as cover, c.staff_id as staff, s.name as staff_name, c.by_staff as by, b.name as by_name, c.starts_at as "from",
           c.ends_at as until, w.name as "setBy", c.starts_at <= ${ctx.now.toString()}::timestamptz as now
      from calls.cover c
      join practice.staff s on s.practice_id = c.practice_id and s.id = c.staff_id
      join practice.staff b on b.practice_id = c.practice_id and b.id = c.by_staff
      left join practice.staff w on w.practice_id = c.practice_id and w.id = c.set_by
     where c.practice_id = ${ctx.practice} and c.ends_at > ${ctx.now.toString()}::timestamptz
     order by c.starts_at, c.id`
  const all = ctx.may(contract.setCover.name)
  return {
    covers: rows.map(({ staff_name, by_name, ...row }) => ({
      ...row,
      staff: { staff: row.staff, name: staff_name },
      by: { staff: row.by, name: by_name },
      mayEnd: all || row.staff === ctx.caller.staff || row.by === ctx.caller.staff,
    })),
  }
})
