import type { Id } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { bookAppointment } from '../schedule/index.ts'
import { claimItem, letGo } from './claim.ts'
import * as contract from './contract.ts'
import { lockOpenOrder, type OrderRow, tieOrder } from './order.ts'
import { startOf, wallDay } from './start.ts'

/** Books the visit of an order, in one transaction with the order's own row. */
export const scheduleOrder = command(contract.scheduleOrder, {
  constraints: { ...bookAppointment.constraints, visit_order_one_visit: contract.alreadyScheduled },
  async run(ctx, input) {
    const item = input.order as string as Id<'work-item'>
    const order = await lockOpenOrder(ctx, input.order)
    await claimItem(ctx, 'orders', item)
    const visit = await bookAppointment.run(ctx, {
      patient: order.patient_id,
      visitType: order.visit_type_id,
      provider: input.provider,
      ...startOf(input),
    })
    // The day is known only now that the start was read on the location's clock; a refusal takes the booking back with it.
    refuseBy(order, wallDay(visit), input.knowing)
    await tieOrder(ctx, order, visit.id as Id<'appointment'>)
    await letGo(ctx, 'orders', item)
    return { order: input.order, appointment: visit.id, startsAt: visit.startsAt }
  },
})

/** What stands against a day: an authorisation that is denied, open or run out by then, and the order's window. */
function refuseBy(order: OrderRow, day: string, knowing: readonly string[]): void {
  if (!knowing.includes('authorisation')) {
    if (order.authorisation === 'denied') throw contract.authorisationDenied({ title: order.title })
    const runsOut = order.authorised_until !== null && order.authorised_until < day
    if (order.authorisation === 'requested' || runsOut) {
      throw contract.authorisationOpen({ title: order.title, until: order.authorised_until })
    }
  }
  if (!knowing.includes('window') && (day < order.earliest || day > order.latest)) {
    throw contract.outsideWindow({ earliest: order.earliest, latest: order.latest })
  }
}
