import { type Id, newId } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import { requireActivePatient } from '../../patients/index.ts'
import { countryOf } from '../../practice/index.ts'
import * as contract from '../contract.ts'
import { lockCall, nameOf } from './call-row.ts'
import { callerNumber } from './caller-number.ts'
import { candidatesFor } from './candidates.ts'
import { outAlready } from './join-out.ts'

/** Answers a ringing call. Two desks press at once: they queue at the call's row and one is told who was first. The same person again
 *  simply has it. A number that belongs to one patient alone links that patient; the desk still checks who speaks. */
export const takeCall = command(contract.takeCall, {
  async run(ctx, input) {
    if (!input.call) return openByHand(ctx, input)
    const call = await lockCall(ctx, input.call)
    if (call.closed_at) throw contract.callOver({ outcome: call.outcome, at: call.closed_at })
    const taken = call.taken_at !== null
    // A phone system that does not say who lifted the receiver leaves the place to the first who says so here.
    const unnamed = !call.taken_by && ctx.caller.staff !== null
    if (taken && !unnamed && (call.taken_by !== ctx.caller.staff || !call.taken_by)) {
      throw contract.alreadyTaken({ by: await nameOf(ctx, call.taken_by), at: call.taken_at })
    }
    if (input.patient) await requireActivePatient(ctx, input.patient)
    const candidates = (await candidatesFor(ctx, call.number)).map(candidate => candidate.patient)
    const patient = input.patient ?? call.patient_id ?? (candidates.length === 1 ? candidates[0]! : null)
    await ctx.sql`
      update calls.call
         set taken_at = coalesce(taken_at, ${ctx.now.toString()}), taken_by = ${ctx.caller.staff}, patient_id = ${patient}
       where practice_id = ${ctx.practice} and id = ${call.id}`
    ctx.concerns(patient ? [patient, ...candidates] : candidates, { call: call.id })
    if (!taken) ctx.emit('calls.call-taken', { call: call.id })
    return { call: call.id, patient, candidates, revision: call.revision, joined: false, again: false }
  },
})

async function openByHand(
  ctx: Context,
  input: {
    direction?: 'in' | 'out' | undefined
    from?: string | undefined
    line?: string | undefined
    patient?: Id<'patient'> | undefined
  },
) {
  const other = callerNumber(input.from, await countryOf(ctx))
  if (input.patient) await requireActivePatient(ctx, input.patient)
  const candidates = (await candidatesFor(ctx, other.number)).map(candidate => candidate.patient)
  const patient = input.patient ?? (candidates.length === 1 ? candidates[0]! : null)
  const staff = ctx.caller.staff
  const there =
    input.direction === 'out' && other.number && staff
      ? await outAlready(ctx, { number: other.number, staff, patient })
      : null
  if (there) return answerThere(ctx, there, patient, input.patient !== undefined, candidates)
  const id = newId<'call'>()
  const now = ctx.now.toString()
  await ctx.sql`
    insert into calls.call (practice_id, id, direction, line, number, number_text, ringing_at, taken_at, taken_by, patient_id)
    values (${ctx.practice}, ${id}, ${input.direction ?? 'in'}, ${input.line ?? null}, ${other.number}, ${other.text}, ${now}, ${now}, ${ctx.caller.staff}, ${patient})`
  ctx.concerns(patient ? [patient, ...candidates] : candidates, { call: id })
  ctx.emit('calls.call-taken', { call: id })
  return { call: id, patient, candidates, revision: 0, joined: false, again: false }
}

/** The exchange was quicker, or the key was pressed twice: the call that is there is the one, about whom it is said to be now. */
async function answerThere(
  ctx: Context,
  { id, told }: { id: Id<'call'>; told: boolean },
  patient: Id<'patient'> | null,
  said: boolean,
  candidates: Id<'patient'>[],
) {
  const call = await lockCall(ctx, id)
  const about = said ? patient : (call.patient_id ?? patient)
  if (about !== call.patient_id) {
    await ctx.sql`update calls.call set patient_id = ${about} where practice_id = ${ctx.practice} and id = ${id}`
    ctx.emit('calls.call-changed', { call: id })
  }
  ctx.concerns(
    [call.patient_id, about, ...candidates].filter(one => one !== null),
    { call: id },
  )
  return { call: id, patient: about, candidates, revision: call.revision, joined: told, again: !told }
}
