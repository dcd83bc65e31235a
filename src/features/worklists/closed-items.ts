import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

type Row = {
  item: Id<'work-item'>
  patient: Id<'patient'>
  patientName: string
  reason: string
  at: string
  by: string
  reviewAt: string | null
  version: number
}

/** Rows that were closed by hand, latest first. */
export const closedItems = query(contract.closedItems, async (ctx, input) => {
  const rows = await ctx.sql<Row>`
    select w.id as item, w.patient_id as patient, trim(p.given || ' ' || p.family) as "patientName", w.closed_reason as reason, w.last_at as at,
           w.last_by_name as by, w.next_at as "reviewAt", w.version
      from worklists.work_item w
      join patients.patient p on p.practice_id = w.practice_id and p.id = w.patient_id
     where w.practice_id = ${ctx.practice}::uuid and w.list = ${input.list} and w.state = 'closed'
     order by w.last_at desc, w.id
     limit ${input.limit}::int`
  ctx.concerns(rows.map(row => row.patient))
  return { rows }
})
