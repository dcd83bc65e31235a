import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import { requireActivePatient } from '../patients/index.ts'
import * as contract from './contract.ts'
import { writeWish } from './write-wish.ts'

/** Somebody waits for a first time. */
export const addWish = command(contract.addWish, {
  async run(ctx, input) {
    const known = await ctx.sql`
      select 1 from schedule.visit_type where practice_id = ${ctx.practice} and id = ${input.visitType}`
    if (known.length === 0) throw notFound({ what: 'visit-type' })
    await requireActivePatient(ctx, input.patient)
    return writeWish(ctx, { patient: input.patient, visitType: input.visitType, appointment: null }, input)
  },
})
