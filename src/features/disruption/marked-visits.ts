import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import type { Kind, RowState } from './contract-parts.ts'

type Marked = {
  appointment_id: Id<'appointment'>
  patient_id: Id<'patient'>
  disruption_id: Id<'disruption'>
  kind: Kind
  what: string
  state: Extract<RowState, 'open' | 'proposed' | 'declined'>
}

/** Which visits of some days stand on a list and are not settled. Lateness is not among them: it is said in the column's head. */
export const markedVisits = query(contract.markedVisits, async (ctx, input) => {
  // Days are those of the wall, wherever it hangs: a day more on either side costs nothing.
  const rows = await ctx.sql<Marked>`
    select a.appointment_id, a.patient_id, a.disruption_id, d.kind, a.state,
           coalesce(nullif(concat_ws(', ', nullif(concat_ws(' ', nullif(v.given, ''), v.family), ''), nullif(v.credential, '')), ''), r.name, l.name, '') as what
      from disruption.affected a
      join disruption.disruption d on d.practice_id = a.practice_id and d.id = a.disruption_id and d.kind <> 'provider-late'
      join schedule.appointment s on s.practice_id = a.practice_id and s.id = a.appointment_id
       and s.starts_at >= ${input.from}::date - interval '1 day' and s.starts_at < ${input.to}::date + interval '2 days'
       and s.state not in ('cancelled', 'checked-out', 'no-show')
      left join practice.provider v on v.practice_id = d.practice_id and v.id = d.provider_id
      left join practice.room r on r.practice_id = d.practice_id and r.id = d.room_id
      left join practice.location l on l.practice_id = d.practice_id and l.id = d.location_id
     where a.practice_id = ${ctx.practice}::uuid and a.state in ('open', 'proposed', 'declined')
     order by s.starts_at, a.appointment_id, d.starts_at
     limit 5000`
  ctx.concerns(
    rows.map(row => row.patient_id),
    { from: input.from, to: input.to },
  )
  return {
    visits: rows.map(row => ({
      appointment: row.appointment_id,
      disruption: row.disruption_id,
      kind: row.kind,
      what: row.what,
      state: row.state,
    })),
  }
})
