import { invalidInput, notAllowed } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { overbookAppointment, type Warning } from '../contract.ts'

/** Why somebody is to be booked over: null if nobody is. Refuses who may not, and who gives no reason. */
export function overbookReason(
  ctx: Context,
  input: { despite?: readonly Warning[] | undefined; overbookWhy?: string | undefined },
): string | null {
  if (!input.despite?.includes('overbook')) return null
  if (!ctx.may(overbookAppointment.name)) throw notAllowed({ permission: overbookAppointment.name })
  if (input.overbookWhy) return input.overbookWhy
  throw invalidInput({
    fields: [{ path: 'overbookWhy', message: "is needed with despite 'overbook'", code: 'required' }],
  })
}
