import { type Id, newId } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { requireActivePatient } from '../patients/index.ts'
import { callerNumber } from './caller-number.ts'
import * as contract from './contract.ts'
import { dueTime } from './due-time.ts'
import { addStep, tellWhenDue } from './message-row.ts'
import { countryOf } from './ring.ts'

/** Leaves a message to one person. Left from a call, it takes the call's patient and number along, if nothing else was said. */
export const leaveMessage = command(contract.leaveMessage, {
  async run(ctx, input) {
    await requirePerson(ctx, input.to)
    if (input.patient) await requireActivePatient(ctx, input.patient)
    const call = input.call ? await callOf(ctx, input.call) : null
    const patient = input.patient ?? call?.patient_id ?? null
    const dueAt = input.dueAt ? Temporal.Instant.from(input.dueAt) : dueTime(input.priority, ctx.now, await zoneOf(ctx))
    const given = callerNumber(input.number, await countryOf(ctx))
    const number = given.number ?? given.text ?? call?.number ?? null
    const id = newId<'message'>()
    await ctx.sql`
      insert into calls.message (practice_id, id, to_staff, left_by, left_at, patient_id, call_id, number, text, priority, due_at)
      values (${ctx.practice}, ${id}, ${input.to}, ${ctx.caller.staff}, ${ctx.now.toString()}, ${patient}, ${input.call ?? null}, ${number}, ${input.text}, ${input.priority}, ${dueAt.toString()})`
    await addStep(ctx, id, { kind: 'left' })
    tellWhenDue(ctx, id, dueAt)
    ctx.concerns(patient ? [patient] : [], { message: id })
    ctx.emit('calls.message-left', { message: id, patient, to: input.to })
    return { message: id, dueAt: dueAt.toString() }
  },
})

async function requirePerson(ctx: Context, staff: Id<'staff'>): Promise<void> {
  const rows = await ctx.sql<{ name: string; left_at: string | null }>`
    select name, left_at from practice.staff where practice_id = ${ctx.practice} and id = ${staff}`
  if (!rows[0]) throw notFound({ what: 'staff' })
  if (rows[0].left_at) throw contract.personHasLeft({ name: rows[0].name })
}

async function callOf(ctx: Context, call: Id<'call'>) {
  const rows = await ctx.sql<{ patient_id: Id<'patient'> | null; number: string | null }>`
    select patient_id, number from calls.call where practice_id = ${ctx.practice} and id = ${call}`
  if (!rows[0]) throw notFound({ what: 'call' })
  return rows[0]
}

async function zoneOf(ctx: Context): Promise<string> {
  const rows = await ctx.sql<{ zone: string }>`select zone from practice.practice where practice_id = ${ctx.practice}`
  return rows[0]!.zone
}
