import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { endHead, lockRows, requireGoingOn, stepRow } from './rows.ts'

/** Nothing vanishes: a list with unsettled visits is not closed. A late provider is on time again whenever the desk says so. */
export const endDisruption = command(contract.endDisruption, {
  async run(ctx, input) {
    const head = await requireGoingOn(ctx, input.disruption, true)
    const rows = await lockRows(ctx, head.id, null)
    if (head.kind !== 'provider-late') {
      const open = [...rows.values()].filter(row => ['open', 'proposed', 'declined'].includes(row.state)).length
      if (open > 0) throw contract.notSettled({ open })
    }
    for (const row of rows.values()) {
      if (head.kind !== 'provider-late' || row.state === 'done') continue
      await stepRow(ctx, head.id, row.appointment_id, { what: 'caught-up', state: 'done', settled: 'caught-up' })
    }
    await endHead(ctx, head.id, head.kind === 'provider-late' ? 'caught-up' : 'settled')
    return { disruption: head.id }
  },
})
