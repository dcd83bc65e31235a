import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { prepareVisit, writeVisit } from './write-visit.ts'

/** Books over whoever has the time, knowingly. Holding this is also what lets `despite: ['overbook']` pass in a booking or a move. */
export const overbookAppointment = command(contract.overbookAppointment, {
  constraints: { appointment_seat: contract.groupFull },
  run: async (ctx, input) =>
    writeVisit(ctx, await prepareVisit(ctx, { ...input, despite: [...(input.despite ?? []), 'overbook'] })),
})
