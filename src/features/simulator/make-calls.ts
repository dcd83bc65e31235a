import type { Id } from '../../core/id.ts'
import * as callContract from '../calls/contract.ts'
import { asPerson, type Doer, does } from './deeds.ts'
import type { InventedCall, InventedMessage } from './invented-calls.ts'
import type { Making } from './making.ts'

/** Writes the calls and messages through the commands, each deed at its own moment: the log, the inbox and the audit trail look as they
 *  would after some days at the desk. */
export async function makeCalls(making: Making, calls: InventedCall[]): Promise<void> {
  for (const [place, call] of calls.entries()) await makeCall(making, call, place)
}

async function makeCall(making: Making, call: InventedCall, place: number): Promise<void> {
  const secretary = making.secretaries[call.secretary % making.secretaries.length]!
  const deed = <T>(person: Doer, at: Temporal.Instant, run: Parameters<typeof asPerson<T>>[4]) =>
    asPerson(making.app, making.practice, person, at, run)
  const externalId = `made-up-${call.at.epochMilliseconds}-${place}`
  const from = call.number ?? undefined
  const rung = await deed(secretary, call.at, ctx => does(ctx, callContract.ring, { from, line: 'Line 1', externalId }))
  if (call.answered === null) {
    await deed(secretary, call.at.add({ seconds: 45 }), ctx => does(ctx, callContract.hangUp, { externalId }))
    return
  }
  const takenAt = call.at.add({ seconds: call.answered })
  const endedAt = takenAt.add({ minutes: call.minutes })
  const patient = call.patient === null ? undefined : making.patients[call.patient]
  await deed(secretary, takenAt, ctx => does(ctx, callContract.takeCall, { call: rung.call, patient }))
  const message = await deed(secretary, endedAt, async ctx => {
    const left = call.message
      ? await does(ctx, callContract.leaveMessage, {
          to: (making.doctors[call.message.to] ?? secretary).id,
          text: call.message.text,
          call: rung.call,
          priority: call.message.priority,
        })
      : null
    await does(ctx, callContract.endCall, {
      call: rung.call,
      outcome: call.outcome,
      note: call.note,
      reasons: call.reasons,
      revision: 0,
    })
    return left?.message ?? null
  })
  if (message) await follow(making, call.message!, message, endedAt, secretary)
}

async function follow(
  making: Making,
  invented: InventedMessage,
  message: Id<'message'>,
  leftAt: Temporal.Instant,
  secretary: Doer,
): Promise<void> {
  const doctor = making.doctors[invented.to] ?? secretary
  const deed = (person: Doer, after: number, run: Parameters<typeof asPerson<unknown>>[4]) => {
    const at = leftAt.add({ seconds: Math.round(after * 60) })
    const past = Temporal.Instant.compare(at, making.now) < 0 ? at : making.now
    return asPerson(making.app, making.practice, person, past, run)
  }
  const { answered, finished } = invented
  if (answered) {
    await deed(doctor, answered.after - 1, ctx => does(ctx, callContract.seeMessage, { message }))
    await deed(doctor, answered.after, ctx => does(ctx, callContract.answerMessage, { message, text: answered.text }))
  }
  for (let n = 0; n < invented.attempts; n++) {
    await deed(secretary, (answered?.after ?? 0) + 5 + n, ctx =>
      does(ctx, callContract.tryCallBack, { message, result: 'no-answer' }),
    )
  }
  if (finished) {
    await deed(secretary, finished.after, ctx =>
      does(ctx, callContract.finishMessage, { message, text: finished.text }),
    )
  }
}
