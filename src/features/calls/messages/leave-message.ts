import { type Id, newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import { requireActivePatient } from '../../patients/index.ts'
import { countryOf } from '../../practice/index.ts'
import * as contract from '../contract.ts'
import { callerNumber } from '../record/caller-number.ts'
import { requireAddress } from './address.ts'
import { dueTime } from './due-time.ts'
import { addStep, tellWhenDue } from './message-row.ts'
import { calendarOf, ruleOf } from './rule.ts'

/** Leaves a message to a person, a pool or a role. Left from a call, it takes the call's patient and number along, if nothing else was said; a
 *  call-back to a patient whose number nobody said is to the first one of the record. */
export const leaveMessage = command(contract.leaveMessage, {
  async run(ctx, input) {
    const to = await requireAddress(ctx, input)
    if (input.patient) await requireActivePatient(ctx, input.patient)
    const call = input.call ? await callOf(ctx, input.call) : null
    const patient = input.patient ?? call?.patient_id ?? null
    const { rule } = await ruleOf(ctx, input.kind)
    const priority = input.priority ?? rule.priority
    const { zone, closed } = await calendarOf(ctx)
    const dueAt = input.dueAt ? Temporal.Instant.from(input.dueAt) : dueTime(priority, ctx.now, zone, rule, closed)
    const given = callerNumber(input.number, await countryOf(ctx))
    const said = given.number ?? given.text ?? call?.number ?? null
    const number = said ?? (patient && input.kind === 'call-back' ? await firstPhone(ctx, patient) : null)
    const id = newId<'message'>()
    await ctx.sql`
      insert into calls.message (practice_id, id, to_staff, to_pool, to_role, kind, fields, left_by, left_at, patient_id, call_id, number, text,
                                 priority, due_at)
      values (${ctx.practice}, ${id}, ${to.staff}, ${to.pool}, ${to.role}, ${input.kind}, ${JSON.stringify(input.fields)}::jsonb,
              ${ctx.caller.staff}, ${ctx.now.toString()}, ${patient}, ${input.call ?? null}, ${number}, ${input.text}, ${priority}, ${dueAt.toString()})`
    await addStep(ctx, id, { kind: 'left' })
    tellWhenDue(ctx, id, dueAt)
    ctx.concerns(patient ? [patient] : [], { message: id })
    ctx.emit('calls.message-left', { message: id, patient, to: to.staff, pool: to.pool, role: to.role })
    return { message: id, dueAt: dueAt.toString() }
  },
})

async function firstPhone(ctx: Context, patient: Id<'patient'>): Promise<string | null> {
  const [row] = await ctx.sql<{ number: string }>`
    select e164 as number from patients.phone
     where practice_id = ${ctx.practice} and patient_id = ${patient} order by place limit 1`
  return row?.number ?? null
}

async function callOf(ctx: Context, call: Id<'call'>) {
  const rows = await ctx.sql<{ patient_id: Id<'patient'> | null; number: string | null }>`
    select patient_id, number from calls.call where practice_id = ${ctx.practice} and id = ${call}`
  if (!rows[0]) throw notFound({ what: 'call' })
  return rows[0]
}
