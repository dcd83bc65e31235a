import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { addStage, stagesOf, standing } from './stage.ts'
import { visitHere } from './visit-here.ts'

/** Takes the last stage within the room back; what was before it counts again. */
export const undoStage = command(contract.undoStage, {
  async run(ctx, input) {
    const visit = await visitHere(ctx, input.appointment)
    const { facts, next } = await stagesOf(ctx, visit)
    const kept = standing(facts)
    const last = kept.at(-1)
    if (visit.state !== 'roomed' || !last) throw contract.noStageToUndo()
    const before = kept.at(-2)?.stage ?? 'roomed'
    await addStage(ctx, visit, { seq: next, stage: before, undoes: last.seq })
    return { appointment: visit.id, stage: before }
  },
})
