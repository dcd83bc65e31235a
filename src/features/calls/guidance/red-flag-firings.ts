import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { readFirings } from './firing-rows.ts'

type Row = {
  id: Id<'red-flag-firing'>
  note: string
  callAt: string
  takenBy: string | null
  patient: Id<'patient'> | null
  name: string | null
  birthDate: string | null
  chartNumber: string | null
}

export const redFlagFirings = query(contract.redFlagFirings, async (ctx, input) => {
  if (input.after) {
    const here = await ctx.sql`
      select id from calls.red_flag_firing where practice_id = ${ctx.practice} and id = ${input.after}`
    if (here.length === 0) throw notFound({ what: 'red-flag-firing' })
  }
  const rows = await ctx.sql<Row>`
    select f.id, c.note, c.ringing_at as "callAt", s.name as "takenBy", p.id as patient, trim(p.given || ' ' || p.family) as name,
           p.birth_date as "birthDate", p.chart_number as "chartNumber"
      from calls.red_flag_firing f
      join calls.call c on c.practice_id = f.practice_id and c.id = f.call_id
      left join practice.staff s on s.practice_id = c.practice_id and s.id = c.taken_by
      left join patients.patient p on p.practice_id = c.practice_id and p.id = c.patient_id
     where f.practice_id = ${ctx.practice} and (${input.only === 'all'}::bool or f.reviewed_at is null)
       and (${input.after ?? null}::uuid is null or (f.noticed_at, f.id) <
            (select o.noticed_at, o.id from calls.red_flag_firing o where o.practice_id = ${ctx.practice} and o.id = ${input.after ?? null}::uuid))
     order by f.noticed_at desc, f.id desc limit ${input.limit + 1}`
  const shown = rows.slice(0, input.limit)
  ctx.concerns(shown.flatMap(row => row.patient ?? []))
  const lines = await readFirings(
    ctx,
    shown.map(row => row.id),
  )
  const [count] = await ctx.sql<{ n: number }>`
    select count(*)::int as n from calls.red_flag_firing where practice_id = ${ctx.practice} and reviewed_at is null`
  return {
    firings: lines.map((line, n) => {
      const { note, callAt, takenBy, patient, name, birthDate, chartNumber } = shown[n]!
      return {
        ...line,
        note,
        callAt,
        takenBy,
        patient: patient && { patient, name: name ?? '', birthDate, chartNumber },
      }
    }),
    unreviewed: count!.n,
    more: rows.length > input.limit,
  }
})
