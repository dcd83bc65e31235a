import { command } from '../../platform/feature.ts'
import { requireActivePatient } from '../patients/index.ts'
import * as contract from './contract.ts'
import { requireState, requireVisitType, requireWalkIn, writeFact } from './walk-in.ts'

/** Says who the walk-in is, or changes reason, urgency or visit type, while they wait. */
export const changeWalkIn = command(contract.changeWalkIn, {
  constraints: { walk_in_once: contract.alreadyWaiting },
  async run(ctx, input) {
    const walkIn = await requireWalkIn(ctx, input.walkIn)
    requireState(walkIn, ['waiting'], input.version)
    if (input.patient) await requireActivePatient(ctx, input.patient)
    await requireVisitType(ctx, input.visitType)
    await ctx.sql`
      update arrivals.walk_in w
         set patient_id = coalesce(${input.patient ?? null}::uuid, w.patient_id), reason = coalesce(${input.reason ?? null}::text, w.reason),
             urgency = coalesce(${input.urgency ?? null}::int, w.urgency), visit_type_id = coalesce(${input.visitType ?? null}::uuid, w.visit_type_id),
             version = w.version + 1
       where w.practice_id = ${ctx.practice}::uuid and w.id = ${walkIn.id}::uuid`
    return writeFact(ctx, walkIn.id, 'changed', null)
  },
})
