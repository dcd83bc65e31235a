import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { cancelAppointment, confirmAppointment } from '../schedule/index.ts'
import { claimItem, letGo } from './claim.ts'
import type { AttemptResult } from './contract.ts'
import * as contract from './contract.ts'
import { type ItemChange, keepItem, requireSeen } from './keep-item.ts'
import { morningAfter, rulesOf } from './rules.ts'
import { requireItem, type Standing } from './standing.ts'

/** One attempt to reach a patient: noted, and what follows from it done at once. */
export const noteAttempt = command(contract.noteAttempt, {
  async run(ctx, input) {
    await requireItem(ctx, input.list, input.item)
    await claimItem(ctx, input.list, input.item)
    // Read again under the claim: whoever held it a moment ago may have done something.
    const row = await requireItem(ctx, input.list, input.item)
    const was = { list: row.list, item: row.item, patient: row.patient_id, version: row.version }
    await requireSeen(ctx, was, input.seen)
    const change = await changeBy(ctx, row, input.result, input.nextAt)
    const version = await keepItem(ctx, was, change, {
      what: input.channel === 'letter' ? 'letter' : 'attempt',
      channel: input.channel,
      result: input.result,
      note: input.note,
    })
    const gone = input.result === 'confirmed' || input.result === 'cancels'
    if (row.appointment_id && input.result === 'confirmed') {
      const how = input.channel === 'letter' ? 'phone' : input.channel
      await confirmAppointment.run(ctx, { appointment: row.appointment_id, how })
    }
    if (row.appointment_id && input.result === 'cancels') {
      await cancelAppointment.run(ctx, { appointment: row.appointment_id, by: 'patient', reason: input.note })
    }
    await letGo(ctx, row.list, row.item)
    return {
      list: row.list,
      item: row.item,
      state: gone ? ('gone' as const) : (change.state ?? ('open' as const)),
      nextAt: change.nextAt,
      version,
    }
  },
})

/** How the row stands after an attempt: when it is due again, or that it is closed. */
async function changeBy(
  ctx: Context,
  row: Standing,
  result: AttemptResult,
  nextAt: string | undefined,
): Promise<ItemChange> {
  const rules = await rulesOf(ctx)
  const { list } = row
  const start = list === 'confirm' ? row.starts_at! : null
  const notAfterStart = (at: string) =>
    start && Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(start)) > 0 ? start : at
  if (result === 'confirmed' || result === 'cancels') return { nextAt: start, tries: 1, mark: null }
  if (result === 'wants-to-move') return { nextAt: ctx.now.toString(), tries: 1, mark: 'wants-to-move' }
  if (result === 'declines') return { state: 'closed', closedReason: 'declines', nextAt: null, tries: 1 }
  if (result === 'sent') return { nextAt: nextAt ?? morningAfter(ctx, row.zone, rules.letter_days), letters: 1 }
  if (nextAt) return { nextAt: notAfterStart(nextAt), tries: 1 }
  if (list === 'confirm') {
    // After the last attempt nothing more is due: the row waits for its visit.
    const last = row.tries + 1 >= rules.tries
    return {
      nextAt: last ? start : notAfterStart(ctx.now.add({ hours: rules.retry_hours }).toString()),
      tries: 1,
    }
  }
  const days = result === 'reached' ? 1 : Math.max(1, Math.round(rules.over_days / rules.tries))
  return { nextAt: morningAfter(ctx, row.zone, days), tries: 1 }
}
