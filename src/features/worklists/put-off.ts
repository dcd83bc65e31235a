import { command } from '../../platform/feature.ts'
import { claimItem, letGo } from './claim.ts'
import * as contract from './contract.ts'
import { keepItem, requireSeen } from './keep-item.ts'
import { requireItem } from './standing.ts'

/** Lets a row wait until a moment. */
export const putOff = command(contract.putOff, {
  async run(ctx, input) {
    await requireItem(ctx, input.list, input.item)
    await claimItem(ctx, input.list, input.item)
    const row = await requireItem(ctx, input.list, input.item)
    const was = { list: row.list, item: row.item, patient: row.patient_id, version: row.version }
    await requireSeen(ctx, was, input.seen)
    const nextAt = Temporal.Instant.from(input.until).toString()
    const version = await keepItem(ctx, was, { nextAt }, { what: 'put-off', note: input.note })
    await letGo(ctx, row.list, row.item)
    return { list: row.list, item: row.item, state: 'open' as const, nextAt, version }
  },
})
