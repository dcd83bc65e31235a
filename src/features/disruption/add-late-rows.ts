import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'

/** Puts the visits a late provider delays on the list, unless they are there. told: delay a patient was told before, by visit. */
export async function addLateRows(
  ctx: Context,
  disruption: Id<'disruption'>,
  visits: readonly { id: string }[],
  told: ReadonlyMap<string, { minutes: number; how: string | null }>,
): Promise<void> {
  const given = JSON.stringify(
    visits.map(({ id }) => ({ id, told: told.get(id)?.minutes ?? null, how: told.get(id)?.how ?? null })),
  )
  await ctx.sql`
    with made as (
      insert into disruption.affected (practice_id, disruption_id, appointment_id, patient_id, old_starts_at, old_ends_at, old_provider_id, state,
             state_since, told_minutes, told_how)
      select a.practice_id, ${disruption}::uuid, a.id, a.patient_id, a.starts_at, a.ends_at, a.provider_id,
             case when g.told is null then 'open' else 'told' end, ${ctx.now.toString()}::timestamptz, g.told, g.how
        from jsonb_to_recordset(${given}::jsonb) as g(id uuid, told int, how text)
        join schedule.appointment a on a.practice_id = ${ctx.practice}::uuid and a.id = g.id
      on conflict (practice_id, disruption_id, appointment_id) do nothing
      returning practice_id, disruption_id, appointment_id, seq, state
    )
    insert into disruption.affected_fact (practice_id, disruption_id, appointment_id, seq, what, state, at, by_staff, by_name)
    select practice_id, disruption_id, appointment_id, seq, 'found', state, ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid,
           ${ctx.caller.name}
      from made`
}
