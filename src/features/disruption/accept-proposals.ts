import type { Id } from '../../core/id.ts'
import { wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { moveAppointment, requireVisit, undoStep } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { lockRows, otherHands, type Row, requireGoingOn, stepRow } from './rows.ts'
import { notDone, settleEach } from './settle-each.ts'
import { standInLine } from './stand-in-line.ts'
import { standingOf } from './standing.ts'
import { tellRow } from './tell-row.ts'

type Choice = { appointment: contract.Result['appointment']; version: number; proposal: contract.Proposal }

/** Moves each chosen visit for itself: one whose time was taken meanwhile stays on the list and gets another proposal. Two desks that accept
 *  the same rows queue at the rows; the second is told they are settled. */
export const acceptProposals = command(contract.acceptProposals, {
  async run(ctx, input) {
    const head = await requireGoingOn(ctx, input.disruption)
    const ids = input.choices.map(choice => choice.appointment)
    const rows = await lockRows(ctx, input.disruption, ids)
    await standInLine(
      ctx,
      ids,
      input.choices.map(({ appointment, proposal }) => ({
        provider: proposal.provider,
        startsAt: proposal.startsAt,
        location: proposal.location ?? null,
        patient: rows.get(appointment)!.patient_id,
      })),
    )
    const results: contract.Result[] = []
    const seen = new Set<string>()
    for (const choice of input.choices) {
      if (seen.has(choice.appointment)) continue
      seen.add(choice.appointment)
      results.push(await accept(ctx, input, head.kind === 'location-closed', rows.get(choice.appointment)!, choice))
    }
    return { results }
  },
})

async function accept(
  ctx: Context,
  input: { disruption: Id<'disruption'>; tell: boolean; agreed: boolean },
  closed: boolean,
  row: Row,
  choice: Choice,
): Promise<contract.Result> {
  const { appointment, proposal } = choice
  if (row.state !== 'open' && row.state !== 'declined') {
    return notDone(appointment, 'settled-already', row.settled)
  }
  const other = otherHands(ctx, row)
  if (other) return notDone(appointment, 'in-other-hands', other.by)
  return settleEach(ctx, appointment, moveAppointment.constraints, async inner => {
    const version = await sendHome(inner, choice)
    const moved = await moveAppointment.run(inner, moveOf({ ...choice, version }))
    const done = { version: moved.version, how: null }
    const movedVersion = moved.version
    // Another room at the same time is nothing a patient must know beforehand.
    if (proposal.kind === 'other-room') {
      const settled = 'moved' as const
      await stepRow(inner, input.disruption, appointment, { what: 'moved', state: 'done', settled, movedVersion })
      return done
    }
    await stepRow(inner, input.disruption, appointment, { what: 'moved', state: 'proposed', movedVersion })
    if (input.agreed) {
      await stepRow(inner, input.disruption, appointment, { what: 'agreed', state: 'agreed', attempt: true })
      return done
    }
    if (!input.tell) return done
    const standing = await standingOf(inner, input.disruption, [appointment])
    return { ...done, how: await tellRow(inner, input.disruption, standing.get(appointment)!) }
  })

  /** The proposal as a move. The room stays if it may, else any fitting one. */
  function moveOf({ version }: Choice) {
    return moveAppointment.contract.input.parse({
      appointment,
      version,
      startsAt: proposal.startsAt,
      provider: proposal.provider,
      ...(proposal.location ? { location: proposal.location } : {}),
      ...(proposal.room ? { room: proposal.room } : {}),
      ...(proposal.kind === 'video' || proposal.kind === 'phone' ? { mode: proposal.kind } : {}),
      // The house is closed, the provider is not: by video or phone the visit may stand where nobody can come.
      ...(closed && (proposal.kind === 'video' || proposal.kind === 'phone') ? { despite: ['outside-hours'] } : {}),
    })
  }
}

/** Who waits here and gets another day has not arrived for that day: the arrival is taken back first. Answers the version to move from. */
async function sendHome(ctx: Context, { appointment, version, proposal }: Choice): Promise<number> {
  const visit = await requireVisit(ctx, appointment)
  const day = (at: string) => wallClock(at, visit.zone).date
  if (visit.version !== version || visit.state !== 'arrived' || day(proposal.startsAt) === day(visit.startsAt)) {
    return version
  }
  const back = await undoStep.run(ctx, undoStep.contract.input.parse({ appointment, version }))
  return back.version
}
