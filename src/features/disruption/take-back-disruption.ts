import { command } from '../../platform/feature.ts'
import { outOfUse } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { endHead, lockRows, requireGoingOn, stepRow } from './rows.ts'

/** Dr Lee came after all: the time can be booked again, and what was not yet moved stays. What was moved stays moved until somebody puts it
 *  back: the patient may have been told. */
export const takeBackDisruption = command(contract.takeBackDisruption, {
  async run(ctx, input) {
    const head = await requireGoingOn(ctx, input.disruption, true)
    const rows = await lockRows(ctx, head.id, null)
    await outOfUse.giveBack(ctx, { exceptions: head.exceptions, closures: head.closures, block: head.block_id })
    let restored = 0
    let moved = 0
    for (const row of rows.values()) {
      if (row.state === 'open' || (head.kind === 'provider-late' && row.state !== 'done')) {
        await stepRow(ctx, head.id, row.appointment_id, { what: 'taken-back', state: 'done', settled: 'taken-back' })
        restored++
      } else if (row.moved_version !== null && row.settled !== 'cancelled') moved++
    }
    await endHead(ctx, head.id, 'taken-back')
    return { disruption: head.id, restored, moved }
  },
})
