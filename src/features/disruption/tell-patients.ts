import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lateNow } from './late-now.ts'
import { lockRows, requireDisruption, requireGoingOn } from './rows.ts'
import { standingOf } from './standing.ts'
import { tellLate, tellRow } from './tell-row.ts'

/** A delay smaller than this is not worth a message; one who was told is told again only if it has grown by as much. */
const WORTH_MINUTES = 10

/** Tells whom has not been told: the new time, or how late it will be. Nobody is told twice the same, whoever asks. */
export const tellPatients = command(contract.tellPatients, {
  async run(ctx, input) {
    const head = await requireDisruption(ctx, input.disruption)
    const late = head.kind === 'provider-late'
    if (late) await requireGoingOn(ctx, input.disruption)
    // Who has become late since it was reported is on the list as well.
    const expected = late ? await lateNow(ctx, head.id) : new Map<string, never>()
    const rows = await lockRows(ctx, input.disruption, input.appointments ?? null)
    const standing = await standingOf(ctx, input.disruption, [...rows.keys()])
    const results: contract.Result[] = []
    for (const row of rows.values()) {
      const appointment = row.appointment_id
      const visit = standing.get(appointment)!
      if (late) {
        const delay = expected.get(appointment)
        if (!delay || row.state === 'done' || delay.minutes - (row.told_minutes ?? 0) < WORTH_MINUTES) continue
        const how = await tellLate(ctx, head.id, visit, delay)
        results.push({ appointment, outcome: 'done', why: null, how, version: null })
      } else if (row.state === 'proposed' && row.told_how === null) {
        results.push({
          appointment,
          outcome: 'done',
          why: null,
          how: await tellRow(ctx, head.id, visit),
          version: null,
        })
      }
    }
    return { results }
  },
})
