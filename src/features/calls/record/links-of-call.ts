import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { callLink } from '../contract.ts'

export type CallLink = z.input<typeof callLink>

/** What was done while the call was in hand, in the order it was done. */
export async function linksOfCall(ctx: Context, call: Id<'call'>): Promise<CallLink[]> {
  const rows = await ctx.sql<CallLink & { patient: Id<'patient'> | null }>`
    select l.noun, l.thing, l.deed, l.at, s.name as by, coalesce(a.starts_at, m.due_at) as when,
           coalesce(v.name, a.title, t.name, '') as what, coalesce(a.patient_id, m.patient_id) as patient
      from calls.call_link l
      left join practice.staff s on s.practice_id = l.practice_id and s.id = l.by
      left join schedule.appointment a on a.practice_id = l.practice_id and a.id = l.thing and l.noun = 'appointment'
      left join schedule.visit_type v on v.practice_id = a.practice_id and v.id = a.visit_type_id
      left join calls.message m on m.practice_id = l.practice_id and m.id = l.thing and l.noun = 'message'
      left join practice.staff t on t.practice_id = m.practice_id and t.id = m.to_staff
     where l.practice_id = ${ctx.practice} and l.call_id = ${call}
     order by l.at, l.thing, l.deed`
  ctx.concerns(rows.flatMap(row => (row.patient ? [row.patient] : [])))
  return rows.map(({ patient, ...row }) => row)
}
