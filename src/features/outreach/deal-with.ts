import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { noteMessage } from './message-facts.ts'

/** Takes a message that did not arrive off the list of work: the patient was told otherwise, or need not be. */
export const dealWith = command(contract.dealWith, {
  async run(ctx, input) {
    const [row] = await ctx.sql<{ patient_id: Id<'patient'>; state: string; done: boolean }>`
      with asked as (
        select id, patient_id, state, state in ('failed', 'unknown') and dealt_at is null as open
          from outreach.patient_message where practice_id = ${ctx.practice} and id = ${input.message} for update
      ),
      dealt as (
        update outreach.patient_message m set dealt_at = ${ctx.now.toString()}, sealed_link = null
          from asked where m.practice_id = ${ctx.practice} and m.id = asked.id and asked.open
        returning m.id
      )
      select patient_id, state, exists (select from dealt) as done from asked`
    if (!row) throw notFound({ what: 'patient-message' })
    ctx.concerns([row.patient_id], { message: input.message })
    if (!row.done) throw contract.nothingToDo({ state: row.state })
    await noteMessage(ctx, input.message, { what: 'dealt-with', why: input.how })
    ctx.emit('outreach.message-changed', { message: input.message, patient: row.patient_id })
    return { message: input.message }
  },
})
