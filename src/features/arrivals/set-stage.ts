import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { addStage, stagesOf, standing } from './stage.ts'
import { visitHere } from './visit-here.ts'

/** The patient in the room is with the provider, or at check-out. Said twice it is written once. */
export const setStage = command(contract.setStage, {
  async run(ctx, input) {
    const visit = await visitHere(ctx, input.appointment)
    if (visit.state !== 'roomed') throw contract.notInRoom({ state: visit.state })
    const { facts, next } = await stagesOf(ctx, visit)
    const now = standing(facts).at(-1)?.stage ?? 'roomed'
    if (now !== input.stage) await addStage(ctx, visit, { seq: next, stage: input.stage, undoes: null })
    return { appointment: visit.id, stage: input.stage }
  },
})
