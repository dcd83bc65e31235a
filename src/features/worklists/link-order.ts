import { command } from '../../platform/feature.ts'
import { requireVisit } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { lockOpenOrder, tieOrder } from './order.ts'

/** Says that a visit booked already is the one of an order. */
export const linkOrder = command(contract.linkOrder, {
  constraints: { visit_order_one_visit: contract.visitDoesNotFit },
  async run(ctx, input) {
    const visit = await requireVisit(ctx, input.appointment)
    const order = await lockOpenOrder(ctx, input.order)
    if (visit.patient !== order.patient_id || visit.state === 'cancelled' || visit.state === 'no-show') {
      throw contract.visitDoesNotFit()
    }
    await tieOrder(ctx, order, input.appointment)
    return { order: input.order, appointment: input.appointment }
  },
})
