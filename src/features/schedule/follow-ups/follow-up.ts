import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type { followUp } from '../contract-follow-ups.ts'

export type FollowUp = z.input<typeof followUp>

type Row = {
  id: Id<'follow-up'>
  patient_id: Id<'patient'>
  patient_name: string
  after_appointment_id: Id<'appointment'> | null
  visit_type_id: Id<'visit-type'>
  what: string
  provider_id: Id<'provider'> | null
  provider_name: string | null
  due_on: string
  window_from: string
  window_until: string
  note: string
  state: FollowUp['state']
  appointment_id: Id<'appointment'> | null
  closed_reason: string | null
  made_at: string
  version: number
}

/** Follow-ups by id, of a patient, or open ones due by a day; the longest due first. */
export async function readFollowUps(
  ctx: Context,
  ask: { id?: string; patient?: string | undefined; dueBy?: string | undefined; open: boolean; limit: number },
): Promise<FollowUp[]> {
  const rows = await ctx.sql<Row>`
    select f.id, f.patient_id, concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as patient_name,
           f.after_appointment_id, f.visit_type_id, t.name as what, f.provider_id,
           case when v.id is not null then concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')) end as provider_name,
           f.due_on, f.window_from, f.window_until, f.note, f.state, f.appointment_id, f.closed_reason, f.made_at, f.version
      from schedule.follow_up f
      join patients.patient p on p.practice_id = f.practice_id and p.id = f.patient_id
      join schedule.visit_type t on t.practice_id = f.practice_id and t.id = f.visit_type_id
      left join practice.provider v on v.practice_id = f.practice_id and v.id = f.provider_id
     where f.practice_id = ${ctx.practice}::uuid
       and (${ask.id ?? null}::uuid is null or f.id = ${ask.id ?? null}::uuid)
       and (${ask.patient ?? null}::uuid is null or f.patient_id = ${ask.patient ?? null}::uuid)
       and (${ask.dueBy ?? null}::date is null or f.due_on <= ${ask.dueBy ?? null}::date)
       and (not ${ask.open}::boolean or f.state = 'open')
     order by f.due_on, f.id
     limit ${ask.limit}::int`
  ctx.concerns(rows.map(row => row.patient_id))
  return rows.map(row => ({
    id: row.id,
    patient: row.patient_id,
    patientName: row.patient_name,
    after: row.after_appointment_id,
    visitType: row.visit_type_id,
    what: row.what,
    provider: row.provider_id,
    providerName: row.provider_name,
    dueOn: row.due_on,
    windowFrom: row.window_from,
    windowUntil: row.window_until,
    note: row.note,
    state: row.state,
    appointment: row.appointment_id,
    closedReason: row.closed_reason,
    madeAt: row.made_at,
    version: row.version,
  }))
}

/** One follow-up, locked until the commit. Throws notFound. */
export async function requireFollowUp(ctx: Context, id: string): Promise<FollowUp> {
  const [locked] = await ctx.sql`
    select 1 from schedule.follow_up f where f.practice_id = ${ctx.practice}::uuid and f.id = ${id}::uuid for update`
  const [found] = locked ? await readFollowUps(ctx, { id, open: false, limit: 1 }) : []
  if (!found) throw notFound({ what: 'follow-up' })
  return found
}

/** Puts a locked follow-up into a state, with the fact of who and why: it is never closed silently. */
export async function putFollowUp(
  ctx: Context,
  id: string,
  to: { what: 'booked' | 'closed' | 'opened'; appointment?: string; reason?: string },
): Promise<void> {
  const state = to.what === 'opened' ? 'open' : to.what
  await ctx.sql`
    with changed as (
      update schedule.follow_up f
         set state = ${state}, version = f.version + 1,
             appointment_id = case when ${state} = 'booked' then ${to.appointment ?? null}::uuid end,
             closed_reason = case when ${state} = 'closed' then ${to.reason ?? null}::text end
       where f.practice_id = ${ctx.practice}::uuid and f.id = ${id}::uuid
      returning f.practice_id, f.id, f.version
    )
    insert into schedule.follow_up_fact (practice_id, follow_up_id, seq, what, reason, appointment_id, at, by_kind, by_staff, by_name)
    select c.practice_id, c.id, c.version, ${to.what}, ${to.reason ?? null}::text, ${to.appointment ?? null}::uuid, ${ctx.now.toString()}::timestamptz,
           ${ctx.caller.kind}, ${ctx.caller.staff}::uuid, ${ctx.caller.name}
      from changed c`
  ctx.emit('schedule.follow-up-changed', { followUp: id })
}
