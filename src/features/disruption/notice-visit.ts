import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { RowState } from './contract.ts'
import { findRows } from './find-rows.ts'
import { type Step, stepRow } from './rows.ts'

type Seen = {
  disruption_id: Id<'disruption'>
  state: RowState
  late: boolean
  moved_version: number | null
  version: number
  visit_state: string
  in_place: boolean
}

/** A visit was booked, moved, cancelled or went on, by whomever: its rows follow, and lists that it touches now get it. What our own commands
 *  did is recognised by the visit's version. May run twice: the second time nothing is left to do. */
export async function noticeVisit(ctx: Context, facts: Record<string, unknown>): Promise<void> {
  const appointment = facts.appointment as Id<'appointment'>
  const rows = await ctx.sql<Seen>`
    select a.disruption_id, a.state, d.kind = 'provider-late' as late, a.moved_version, v.version, v.state as visit_state,
           v.starts_at = a.old_starts_at and v.provider_id is not distinct from a.old_provider_id
             and (d.room_id is null or v.room_id is not distinct from d.room_id) as in_place
      from disruption.affected a
      join disruption.disruption d on d.practice_id = a.practice_id and d.id = a.disruption_id
      join schedule.appointment v on v.practice_id = a.practice_id and v.id = a.appointment_id
     where a.practice_id = ${ctx.practice}::uuid and a.appointment_id = ${appointment}::uuid and a.state <> 'done'
     order by a.disruption_id
       for update of a`
  for (const row of rows) {
    const step = follow(row)
    if (step) await stepRow(ctx, row.disruption_id, appointment, step)
  }
  await findRows(ctx, { disruption: null, appointment })
}

function follow(row: Seen): Step | null {
  if (row.version === row.moved_version) return null
  const over = row.visit_state === 'checked-out' || row.visit_state === 'no-show'
  if (row.visit_state === 'cancelled') return { what: 'cancelled', state: 'done', settled: 'cancelled' }
  if (over || (row.late && row.visit_state === 'roomed')) return { what: 'over', state: 'done', settled: 'over' }
  // Taken back on the board: it stands where nobody can see it.
  if (row.moved_version !== null && row.in_place) return { what: 'put-back', state: 'open', movedVersion: null }
  if (row.moved_version === null && !row.in_place) {
    return { what: 'moved-elsewhere', state: 'done', settled: 'moved', movedVersion: null }
  }
  return null
}
