import { addDays } from '../../../core/calendar-day.ts'
import { type Id, newId } from '../../../core/id.ts'
import { invalidInput, notFound } from '../../../core/refusal.ts'
import { wallClock } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import { requireActivePatient } from '../../patients/index.ts'
import type { Visit } from '../contract.ts'
import * as contract from '../contract-follow-ups.ts'
import { boardZone } from '../views/board-zone.ts'
import { requireVisit } from '../visit.ts'
import { readFollowUps } from './follow-up.ts'

/** The patient is to come back: due on a day, open until it is booked or closed with a reason. */
export const addFollowUp = command(contract.addFollowUp, {
  async run(ctx, input) {
    const after: Visit | null = input.after ? await requireVisit(ctx, input.after) : null
    if (input.patient) await requireActivePatient(ctx, input.patient)
    const provider = input.provider === 'anybody' ? null : (input.provider ?? after?.provider ?? null)
    const patient = input.patient ?? after?.patient
    const visitType = input.visitType ?? after?.visitType
    await requireInUse(ctx, visitType ?? null, provider)
    const missing = (path: string) => invalidInput({ fields: [{ path, message: 'is needed here', code: 'missing' }] })
    if (!patient) throw missing('patient')
    if (!visitType) throw missing('visitType')
    const today = wallClock(ctx.now, await boardZone(ctx, null)).date
    if (input.dueOn < today || input.dueOn > addDays(today, 1830)) {
      throw invalidInput({
        fields: [{ path: 'dueOn', message: 'must be from today to five years from now', code: 'range' }],
      })
    }
    const days = Temporal.PlainDate.from(today).until(input.dueOn).days
    const slack = input.slackDays ?? Math.min(45, Math.max(3, Math.round(days / 4)))
    const id = newId<'follow-up'>() as Id<'follow-up'>
    const from = addDays(input.dueOn, -slack)
    await ctx.sql`
      with made as (
        insert into schedule.follow_up (practice_id, id, patient_id, after_appointment_id, visit_type_id, provider_id, due_on, window_from, window_until,
               note, state, made_at)
        values (${ctx.practice}::uuid, ${id}::uuid, ${patient}::uuid, ${after?.id ?? null}::uuid, ${visitType}::uuid, ${provider}::uuid,
                ${input.dueOn}::date, ${from < today ? today : from}::date, ${addDays(input.dueOn, slack)}::date, ${input.note ?? ''}, 'open',
                ${ctx.now.toString()}::timestamptz)
        returning practice_id, id
      )
      insert into schedule.follow_up_fact (practice_id, follow_up_id, seq, what, at, by_kind, by_staff, by_name)
      select m.practice_id, m.id, 1, 'made', ${ctx.now.toString()}::timestamptz, ${ctx.caller.kind}, ${ctx.caller.staff}::uuid, ${ctx.caller.name} from made m`
    ctx.concerns([patient], { followUp: id })
    ctx.emit('schedule.follow-up-changed', { followUp: id })
    const [made] = await readFollowUps(ctx, { id, open: false, limit: 1 })
    return made!
  },
})

/** Refuses a visit type or provider that is not here, retired or gone. */
async function requireInUse(
  ctx: Context,
  visitType: Id<'visit-type'> | null,
  provider: Id<'provider'> | null,
): Promise<void> {
  const [known] = await ctx.sql<{ type: boolean | null; provider: boolean | null }>`
    select (select t.retired_at is null from schedule.visit_type t where t.practice_id = ${ctx.practice}::uuid and t.id = ${visitType}::uuid) as type,
           (select v.left_at is null from practice.provider v where v.practice_id = ${ctx.practice}::uuid and v.id = ${provider}::uuid) as provider`
  if (visitType && known!.type === null) throw notFound({ what: 'visit-type' })
  if (provider && known!.provider === null) throw notFound({ what: 'provider' })
  if (visitType && !known!.type) throw contract.followUpNotInUse({ what: 'visit-type' })
  if (provider && !known!.provider) throw contract.followUpNotInUse({ what: 'provider' })
}
