import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { callLine } from '../contract-parts.ts'
import { candidatesForAll, type SeenPatient } from './candidates.ts'
import { earlierOf } from './earlier-calls.ts'

export type CallLine = z.input<typeof callLine>

type Row = Omit<CallLine, 'takenBy' | 'patient' | 'candidates' | 'state' | 'earlier'> & {
  taken_by: Id<'staff'> | null
  taken_name: string | null
  patient_id: Id<'patient'> | null
  patient_name: string | null
  birth_date: string | null
  chart_number: string | null
}

/** Reads calls by their ids, in the order given, as every list shows them, and names everybody shown for the audit trail.
 *  Candidates are looked up only for calls that nobody has linked yet and that are not over: that is when they help. */
export async function readCalls(ctx: Context, ids: readonly Id<'call'>[]): Promise<CallLine[]> {
  if (ids.length === 0) return []
  const rows = await ctx.sql<Row>`
    select c.id as call, c.direction, c.line, c.number, c.number_text as "numberText", c.ringing_at as "ringingAt",
           c.taken_at as "takenAt", c.ended_at as "endedAt", c.outcome, c.also, c.note, c.revision, c.reasons,
           c.taken_by, s.name as taken_name, c.patient_id,
           trim(p.given || ' ' || p.family) as patient_name, p.birth_date, p.chart_number
      from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
      join calls.call c on c.practice_id = ${ctx.practice} and c.id = wanted.id
      left join practice.staff s on s.practice_id = c.practice_id and s.id = c.taken_by
      left join patients.patient p on p.practice_id = c.practice_id and p.id = c.patient_id
     order by wanted.place`
  const unknown = rows.filter(row => !row.patient_id && !row.outcome && row.number)
  const found = await candidatesForAll(
    ctx,
    unknown.map(row => row.number!),
  )
  const earlier = await earlierOf(ctx, ids)
  const lines = rows.map(row => {
    const { taken_by, taken_name, patient_id, patient_name, birth_date, chart_number, ...line } = row
    const patient: SeenPatient | null = patient_id
      ? { patient: patient_id, name: patient_name!, birthDate: birth_date, chartNumber: chart_number }
      : null
    const { today, days, lastAt } = earlier.get(line.call) ?? { today: 0, days: 0, lastAt: null }
    return {
      ...line,
      earlier: { today, days, lastAt },
      state: line.outcome ? ('over' as const) : line.takenAt ? ('taken' as const) : ('ringing' as const),
      takenBy: taken_by ? { staff: taken_by, name: taken_name! } : null,
      patient,
      candidates: !patient && !line.outcome && line.number ? (found.get(line.number) ?? []) : [],
    }
  })
  ctx.concerns(
    lines.flatMap(line =>
      [...(line.patient ? [line.patient] : []), ...line.candidates].map(one => one.patient as Id<'patient'>),
    ),
  )
  return lines
}
