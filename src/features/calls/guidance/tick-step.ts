import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { addFact, doneAt, lockFiring } from './firing-rows.ts'
import { requireGuidance } from './guidance-rows.ts'

/** A step of the emergency script was done. The last word on a step is the newest row of it. */
export const tickStep = command(contract.tickStep, {
  async run(ctx, input) {
    const firing = await lockFiring(ctx, input, flag => requireGuidance(ctx, 'red-flag', flag))
    const step = firing.emergency.steps[input.step]
    if (!step) throw contract.noSuchAnswer()
    const [last] = await ctx.sql<{ kind: string }>`
      select kind from calls.firing_fact
       where practice_id = ${ctx.practice} and firing_id = ${firing.id} and step = ${input.step} order by at desc, id desc limit 1`
    const kind = input.done ? 'ticked' : 'unticked'
    if ((last?.kind ?? 'unticked') !== kind) {
      await addFact(ctx, firing.id, input.call, { kind, at: doneAt(ctx, input.at), step: input.step, text: step.text })
    }
    return { firing: firing.id }
  },
})
