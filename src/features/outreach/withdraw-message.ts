import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { noteMessage } from './message-facts.ts'

/** Keeps a message from leaving, if it has not left yet. True if it was in time. */
export async function withdrawMessage(ctx: Context, message: Id<'patient-message'>): Promise<boolean> {
  const [row] = await ctx.sql<{ patient_id: Id<'patient'> }>`
    update outreach.patient_message set state = 'withdrawn', next_at = null, sealed_link = null
     where practice_id = ${ctx.practice} and id = ${message}::uuid and state = 'queued'
    returning patient_id`
  if (!row) return false
  await noteMessage(ctx, message, { what: 'withdrawn' })
  ctx.concerns([row.patient_id], { message })
  ctx.emit('outreach.message-changed', { message, patient: row.patient_id })
  return true
}
