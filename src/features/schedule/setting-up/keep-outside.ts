import type { Context } from '../../../platform/context.ts'

/** Notes that somebody is seen outside the hours knowingly, so that the visit does not stand among those that fell out of them. */
export async function keepOutside(
  ctx: Context,
  place: { provider: string; location: string; startsAt: string; endsAt: string },
): Promise<void> {
  await ctx.sql`
    insert into schedule.kept_outside (practice_id, provider_id, location_id, starts_at, ends_at, at, by_name)
    values (${ctx.practice}::uuid, ${place.provider}::uuid, ${place.location}::uuid, ${place.startsAt}::timestamptz, ${place.endsAt}::timestamptz,
            ${ctx.now.toString()}::timestamptz, ${ctx.caller.name})
    on conflict do nothing`
}
