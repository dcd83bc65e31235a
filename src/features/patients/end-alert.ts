import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { noteAround } from './record.ts'

/** Ends an alert now. It leaves the card and stays in the history. */
export const endAlert = command(contract.endAlert, {
  async run(ctx, input) {
    const [alert] = await ctx.sql<{ patient: Id<'patient'>; kind: string; text: string; ended: string | null }>`
      select patient_id as patient, kind, text, ended_at as ended from patients.alert
       where practice_id = ${ctx.practice} and id = ${input.alert} for update`
    if (!alert) throw notFound({ what: 'alert' })
    if (alert.ended) throw contract.alreadyEnded({ at: alert.ended })
    await noteAround(ctx, alert.patient, {
      field: 'alert',
      before: { kind: alert.kind, text: alert.text },
      after: null,
    })
    await ctx.sql`
      update patients.alert set ended_at = ${ctx.now.toString()}, ended_by = ${ctx.caller.staff}
       where practice_id = ${ctx.practice} and id = ${input.alert}`
    return { alert: input.alert, patient: alert.patient }
  },
})
