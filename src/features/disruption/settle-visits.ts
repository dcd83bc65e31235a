import { command } from '../../platform/feature.ts'
import { cancelAppointment } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { lockRows, otherHands, requireGoingOn, stepRow } from './rows.ts'
import { notDone, settleEach } from './settle-each.ts'
import { standingOf } from './standing.ts'
import { tellRow } from './tell-row.ts'

/** Kept knowingly: the visit stays where it is and leaves the list. Cancelled: its time is given back and the patient is told; who can only be
 *  called stays on the list until called. */
export const settleVisits = command(contract.settleVisits, {
  async run(ctx, input) {
    await requireGoingOn(ctx, input.disruption)
    const ids = input.appointments.map(one => one.appointment)
    const rows = await lockRows(ctx, input.disruption, ids)
    const standing = await standingOf(ctx, input.disruption, ids)
    const results: contract.Result[] = []
    for (const { appointment, version } of input.appointments) {
      const row = rows.get(appointment)!
      const visit = standing.get(appointment)!
      const other = otherHands(ctx, row)
      if (row.state !== 'open' && row.state !== 'declined') {
        results.push(notDone(appointment, 'settled-already', row.settled))
      } else if (other) {
        results.push(notDone(appointment, 'in-other-hands', other.by))
      } else if (input.as === 'kept' && visit.version !== version) {
        results.push(notDone(appointment, 'changed', 'schedule.changed-meanwhile'))
      } else if (input.as === 'kept') {
        await stepRow(ctx, input.disruption, appointment, { what: 'kept', state: 'done', settled: 'kept' })
        results.push({ appointment, outcome: 'done', why: null, how: null, version })
      } else {
        const settledIt = await settleEach(ctx, appointment, cancelAppointment.constraints, async inner => {
          const ask = { appointment, version, by: 'practice', reason: 'Cancelled by the practice' }
          const cancelled = await cancelAppointment.run(inner, cancelAppointment.contract.input.parse(ask))
          const movedVersion = cancelled.version
          await stepRow(inner, input.disruption, appointment, { what: 'cancelled', state: 'proposed', movedVersion })
          if (!input.tell) return { how: null, version: movedVersion }
          const after = await standingOf(inner, input.disruption, [appointment])
          return { how: await tellRow(inner, input.disruption, after.get(appointment)!), version: movedVersion }
        })
        results.push(settledIt)
      }
    }
    return { results }
  },
})
