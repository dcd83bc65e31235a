import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { lockCall } from '../record/call-row.ts'
import { doneAt } from './firing-rows.ts'
import { requireGuidance } from './guidance-rows.ts'
import { noteSighting } from './note-sighting.ts'

/** A desk tells that it shows a red flag. It is written even if the list was switched off meanwhile: it did show. */
export const fireRedFlag = command(contract.fireRedFlag, {
  async run(ctx, input) {
    const call = await lockCall(ctx, input.call)
    const flag = await requireGuidance(ctx, 'red-flag', input.flag)
    const emergency = await requireGuidance(ctx, 'emergency', flag.content.emergency)
    ctx.concerns(call.patient_id ? [call.patient_id] : [], { call: call.id })
    const words = input.words.map(word => word.toLowerCase())
    return noteSighting(ctx, call.id, {
      flag,
      emergency,
      words,
      absent: input.absent,
      at: doneAt(ctx, input.at),
      shown: true,
    })
  },
})
