import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { prepareVisit, writeVisit } from './write-visit.ts'

/** Puts a patient into a provider's day. */
export const bookAppointment = command(contract.bookAppointment, {
  constraints: { appointment_seat: contract.groupFull },
  steadyPlans: true,
  run: async (ctx, input) => writeVisit(ctx, await prepareVisit(ctx, input)),
})
