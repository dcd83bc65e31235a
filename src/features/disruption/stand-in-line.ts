import type { Context } from '../../platform/context.ts'

type Target = { provider: string | null; startsAt: string; location: string | null; patient: string }

/** Queues once, in the one order of all bookings, for everything a bulk of moves may touch: the visits' own times, and each target's provider,
 *  patient and rooms. Moves that queue one after another in one transaction could otherwise wait for each other in a ring. */
export async function standInLine(
  ctx: Context,
  appointments: readonly string[],
  targets: readonly Target[],
): Promise<void> {
  const given = JSON.stringify(targets)
  await ctx.sql`
    select schedule.stand_in_line(schedule.keys_of(${appointments}::uuid[]) || array(
      select distinct wanted.resource::text || to_char(day, 'YYYYMMDD')
        from jsonb_to_recordset(${given}::jsonb) as t("startsAt" timestamptz, provider uuid, location uuid, patient uuid)
        left join practice.provider p on p.practice_id = ${ctx.practice}::uuid and p.id = t.provider
        cross join lateral (
          select t.provider as resource union all select t.patient
          union all
          select r.id from practice.room r where r.practice_id = ${ctx.practice}::uuid and r.location_id in (t.location, p.location_id)
        ) wanted
        cross join lateral (values ((t."startsAt" - interval '4 hours') at time zone 'UTC'), (t."startsAt" at time zone 'UTC'),
                                   ((t."startsAt" + interval '12 hours') at time zone 'UTC')) as d(day)
       where wanted.resource is not null))`
}
