import { command } from '../../platform/feature.ts'
import { undoStep } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { lockRows, requireDisruption, stepRow } from './rows.ts'
import { notDone, settleEach } from './settle-each.ts'
import { standInLine } from './stand-in-line.ts'
import { standingOf } from './standing.ts'
import { tellRow } from './tell-row.ts'

/** Takes our own move back exactly, confirmations included. While the disruption lasts this is the undo of an accepted proposal: the row is
 *  open again, and nobody is told before there is something new to say. Afterwards the visit is as it was, and who was told is told. */
export const moveBack = command(contract.moveBack, {
  async run(ctx, input) {
    const head = await requireDisruption(ctx, input.disruption)
    const ids = input.appointments.map(one => one.appointment)
    const rows = await lockRows(ctx, head.id, ids)
    const targets = [...rows.values()].map(row => ({
      provider: row.old_provider_id,
      startsAt: row.old_starts_at,
      location: null,
      patient: row.patient_id,
    }))
    await standInLine(ctx, ids, targets)
    const results: contract.Result[] = []
    for (const { appointment, version } of input.appointments) {
      const row = rows.get(appointment)!
      if (row.moved_version === null) {
        results.push(notDone(appointment, 'settled-already', row.settled))
        continue
      }
      if (row.moved_version !== version) {
        results.push(notDone(appointment, 'changed', 'schedule.changed-meanwhile'))
        continue
      }
      const back = await settleEach(ctx, appointment, undoStep.constraints, async inner => {
        const undone = await undoStep.run(inner, undoStep.contract.input.parse({ appointment, version }))
        const done = { how: null, version: undone.version }
        if (!head.ended_at) {
          await stepRow(inner, head.id, appointment, { what: 'put-back', state: 'open', movedVersion: null })
          return done
        }
        const known = row.told_how !== null || row.state === 'agreed' || row.state === 'declined'
        if (!known || !input.tell) {
          const settled = 'moved-back' as const
          await stepRow(inner, head.id, appointment, { what: 'moved-back', state: 'done', settled, movedVersion: null })
          return done
        }
        await stepRow(inner, head.id, appointment, { what: 'moved-back', state: 'proposed', movedVersion: null })
        const standing = await standingOf(inner, head.id, [appointment])
        return { ...done, how: await tellRow(inner, head.id, standing.get(appointment)!) }
      })
      results.push(back)
    }
    return { results }
  },
})
