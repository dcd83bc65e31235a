import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { noteMessage } from './message-facts.ts'
import { reachOf } from './reach-of.ts'
import { wayToReach } from './way-to-reach.ts'

/** Sends again what did not arrive, by the way the record names now: the address may have been put right meanwhile. */
export const sendAgain = command(contract.sendAgain, {
  async run(ctx, input) {
    const [row] = await ctx.sql<{
      patient_id: Id<'patient'>
      state: contract.MessageState
      not_after: string | null
      dealt_at: string | null
    }>`
      select patient_id, state, not_after, dealt_at from outreach.patient_message
       where practice_id = ${ctx.practice} and id = ${input.message} for update`
    if (!row) throw notFound({ what: 'patient-message' })
    ctx.concerns([row.patient_id], { message: input.message })
    if (row.dealt_at || (row.state !== 'failed' && row.state !== 'unknown'))
      throw contract.nothingToDo({ state: row.state })
    if (row.not_after && Temporal.Instant.compare(row.not_after, ctx.now) < 0)
      throw contract.tooLate({ notAfter: row.not_after })
    const texts = ctx.app.outside.textUrl !== null
    const { how, address } = wayToReach(await reachOf(ctx, row.patient_id), { texts, without: ['phone'] })
    if (how === 'nobody') throw contract.nothingToDo({ state: row.state })
    await ctx.sql`
      update outreach.patient_message
         set state = 'queued', why = '', tries = 0, next_at = ${ctx.now.toString()}, channel = ${how}, address = ${address}
       where practice_id = ${ctx.practice} and id = ${input.message}`
    await noteMessage(ctx, input.message, { what: 'again' })
    ctx.later('outreach.send', { message: input.message }, { key: `outreach.send:${input.message}` })
    ctx.emit('outreach.message-changed', { message: input.message, patient: row.patient_id })
    return { message: input.message }
  },
})
