import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lockRows, otherHands, requireDisruption, stepRow } from './rows.ts'
import { standingOf } from './standing.ts'
import { knownAs } from './tell-row.ts'

/** An attempt leaves its line. Before anything is decided a call changes nothing but the count; afterwards reaching the patient, or the
 *  voicemail, takes the row on. */
export const noteCall = command(contract.noteCall, {
  async run(ctx, input) {
    await requireDisruption(ctx, input.disruption)
    const rows = await lockRows(ctx, input.disruption, [input.appointment])
    const row = rows.get(input.appointment)!
    const other = otherHands(ctx, row)
    if (other) throw contract.inOtherHands(other)
    const reached = input.outcome === 'agreed' || input.outcome === 'declined'
    const known = row.state === 'proposed' || row.state === 'told' || row.state === 'agreed'
    if (row.state === 'done' || (reached && !known)) throw contract.wrongState({ state: row.state })
    const standing = await standingOf(ctx, input.disruption, [input.appointment])
    const settled = knownAs(standing.get(input.appointment)!)
    const state: contract.RowState =
      !known || input.outcome === 'no-answer' ? row.state : settled ? 'done' : nextOf[input.outcome]
    await stepRow(ctx, input.disruption, input.appointment, {
      what: input.outcome,
      state,
      ...(state === 'done' && settled ? { settled } : {}),
      attempt: true,
    })
    return { appointment: input.appointment, state }
  },
})

const nextOf = { agreed: 'agreed', declined: 'declined', voicemail: 'told' } as const
