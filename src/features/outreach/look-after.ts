import type { Id } from '../../core/id.ts'
import type { App, Context } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import { asSystem } from '../../platform/transaction.ts'
import { noteMessage } from './message-facts.ts'

/** Longer than any carrier waits: who claimed a message before that is not coming back. */
const STUCK_MINUTES = 5
const OVERDUE_MINUTES = 2

/** Looks after messages whose sender was ended half way. One that was claimed may have left or not: it is shown as unknown, and a person
 *  decides. One that nobody claimed is put into the queue again. */
export async function lookAfter(app: App): Promise<void> {
  const now = app.clock.now()
  const due = now.subtract({ minutes: OVERDUE_MINUTES }).toString()
  const stuck = now.subtract({ minutes: STUCK_MINUTES }).toString()
  const practices = await sqlOn(app.db.app)<{ practice: Id<'practice'> }>`
    select practices_waiting as practice from outreach.practices_waiting(${due}::timestamptz, ${stuck}::timestamptz)`
  for (const { practice } of practices) {
    await asSystem(app, practice, 'outreach.look-after', ctx => lookAfterOne(ctx, due, stuck))
  }
}

async function lookAfterOne(ctx: Context, due: string, stuck: string): Promise<void> {
  const lost = await ctx.sql<{ id: Id<'patient-message'>; patient_id: Id<'patient'> }>`
    update outreach.patient_message set state = 'unknown', why = 'cut-off'
     where practice_id = ${ctx.practice} and state = 'sending' and claimed_at < ${stuck}
    returning id, patient_id`
  for (const { id, patient_id } of lost) {
    await noteMessage(ctx, id, { what: 'unknown', why: 'cut-off' })
    ctx.concerns([patient_id])
    ctx.emit('outreach.message-changed', { message: id, patient: patient_id })
  }
  const waiting = await ctx.sql<{ id: Id<'patient-message'> }>`
    select id from outreach.patient_message where practice_id = ${ctx.practice} and state = 'queued' and next_at < ${due} limit 500`
  for (const { id } of waiting) ctx.later('outreach.send', { message: id }, { key: `outreach.send:${id}` })
}
