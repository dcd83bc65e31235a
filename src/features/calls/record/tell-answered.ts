import type { Id } from '../../../core/id.ts'
import { notAhead } from '../../../core/not-ahead.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import { requireStaff } from '../../practice/index.ts'
import * as contract from '../contract.ts'
import { candidatesFor } from './candidates.ts'

type Row = {
  id: Id<'call'>
  number: string | null
  taken_at: string | null
  taken_by: Id<'staff'> | null
  outcome: string | null
  closed_at: string | null
  closed_by: Id<'staff'> | null
  patient_id: Id<'patient'> | null
}

/** Somebody lifted a receiver. The first who took the call has it, at the screen or at the phone: both queue at the call's row. A call
 *  that only counted as abandoned because its end was told before its answer is open again, with its end. */
export const tellAnswered = command(contract.tellAnswered, {
  async run(ctx, input) {
    if (input.staff) await requireStaff(ctx, input.staff)
    const at = notAhead(input.at, ctx.now)
    const [call] = await ctx.sql<Row>`
      select id, number, taken_at, taken_by, outcome, closed_at, closed_by, patient_id
        from calls.call where practice_id = ${ctx.practice} and external_id = ${input.externalId} for update`
    if (!call) throw notFound({ what: 'call' })
    const open = !call.closed_at || (call.outcome === 'abandoned' && !call.closed_by)
    if (call.taken_at || !open) {
      ctx.concerns(call.patient_id ? [call.patient_id] : [], { call: call.id })
      return { call: call.id, takenBy: call.taken_by, first: false }
    }
    const candidates = (await candidatesFor(ctx, call.number)).map(candidate => candidate.patient)
    const patient = call.patient_id ?? (candidates.length === 1 ? candidates[0]! : null)
    await ctx.sql`
      update calls.call
         set taken_at = greatest(${at}::timestamptz, ringing_at), taken_by = ${input.staff ?? null}::uuid, patient_id = ${patient}::uuid,
             outcome = null, closed_at = null
       where practice_id = ${ctx.practice} and id = ${call.id}`
    ctx.concerns(patient ? [patient, ...candidates] : candidates, { call: call.id })
    ctx.emit('calls.call-taken', { call: call.id })
    return { call: call.id, takenBy: input.staff ?? null, first: true }
  },
})
