import { newId } from '../../core/id.ts'
import { invalidInput } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import { requireActivePatient } from '../patients/index.ts'
import { requireLocation } from '../practice/index.ts'
import * as contract from './contract.ts'
import { requireVisitType, writeFact } from './walk-in.ts'

/** Somebody came without an appointment and stands in the queue from now on. */
export const addWalkIn = command(contract.addWalkIn, {
  constraints: { walk_in_once: contract.alreadyWaiting },
  async run(ctx, input) {
    const location = await requireLocation(ctx, input.location)
    if (location.closed_at) throw contract.locationClosed()
    if (input.patient) await requireActivePatient(ctx, input.patient)
    await requireVisitType(ctx, input.visitType)
    if ((input.patient === undefined) === (input.name === undefined)) {
      throw invalidInput({ fields: [{ path: 'name', message: 'give a patient, or a name', code: 'missing' }] })
    }
    const id = newId<'walk-in'>()
    await ctx.sql`
      insert into arrivals.walk_in (practice_id, id, location_id, patient_id, name, birth_date, reason, urgency, visit_type_id, came_at, state, state_since)
      values (${ctx.practice}::uuid, ${id}::uuid, ${location.id}::uuid, ${input.patient ?? null}::uuid, ${input.name ?? ''},
              ${input.birthDate ?? null}::date, ${input.reason}, ${input.urgency}, ${input.visitType ?? null}::uuid,
              ${ctx.now.toString()}::timestamptz, 'waiting', ${ctx.now.toString()}::timestamptz)`
    return writeFact(ctx, id, 'came', null)
  },
})
