import { invalidInput, notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import { stepsFrom } from '../appointment.ts'
import { stepRefused, takeStep } from '../attendance/take-step.ts'
import * as contract from '../contract.ts'
import { lockVisits, requireBundle } from './bundle.ts'
import { isFeeFree } from './cancel-reasons.ts'

/** Cancels what can be cancelled of the visits meant, each with its own fact, so that each can be taken back. */
export const cancelBundle = command(contract.cancelBundle, {
  async run(ctx, input) {
    const named = await requireBundle(ctx, input.bundle)
    const anchor = named.visits.find(visit => visit.id === input.appointment)
    if (input.appointment && !anchor) throw notFound({ what: 'appointment' })
    if (input.reach !== 'all' && !anchor) {
      throw invalidInput({
        fields: [{ path: 'appointment', message: `is needed for '${input.reach}'`, code: 'required' }],
      })
    }
    await lockVisits(
      ctx,
      named.visits.map(visit => visit.id),
    )
    const { visits } = await requireBundle(ctx, input.bundle)
    const meant = visits.filter(
      visit =>
        input.reach === 'all' ||
        visit.id === anchor!.id ||
        (input.reach === 'following' && Date.parse(visit.startsAt) >= Date.parse(anchor!.startsAt)),
    )
    const can = meant.filter(visit => stepsFrom.cancelled.includes(visit.state) && visit.origin === 'desk')
    if (can.length === 0) throw stepRefused(ctx, meant.at(-1)!, undefined, 'cancelled')
    const reason = input.reason || null
    const feeFree = await isFeeFree(ctx, input.by, reason)
    const cancelled: contract.Visit[] = []
    for (const visit of can) {
      const why = reason ? `${input.by}: ${reason}` : input.by
      cancelled.push(
        await takeStep(ctx, { appointment: visit.id }, 'cancelled', why, { by: input.by, reason, feeFree }),
      )
    }
    return {
      cancelled,
      left: meant.filter(visit => !can.includes(visit)).map(({ id, state }) => ({ appointment: id, state })),
    }
  },
})
