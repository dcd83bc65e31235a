import { type Id, newId } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { addLateRows } from './add-late-rows.ts'
import * as contract from './contract.ts'
import { lateProviders } from './late-now.ts'
import { endHead, lockRows, stepRow } from './rows.ts'

/** Says how late a provider runs. No visit is moved by it: their expected starts are computed until it is caught up. What was said before is
 *  replaced; whom was told keeps being known as told. */
export const reportLate = command(contract.reportLate, {
  async run(ctx, input) {
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended('disruption' || ${ctx.practice}::text || ${input.provider}::text, 7))`
    const told = await replaceFormer(ctx, input.provider)
    const id = newId<'disruption'>(ctx.now.epochMilliseconds)
    const [made] = await ctx.sql<{ id: string }>`
      insert into disruption.disruption (practice_id, id, kind, provider_id, starts_at, ends_at, minutes, reason, reported_at, reported_by,
             reported_by_name)
      select v.practice_id, ${id}::uuid, 'provider-late', v.id, d.day::timestamp at time zone d.zone, (d.day + 1)::timestamp at time zone d.zone,
             ${input.minutes}::int, ${input.reason}, ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid, ${ctx.caller.name}
        from practice.provider v
        join practice.practice p on p.practice_id = v.practice_id
        left join practice.location l on l.practice_id = v.practice_id and l.id = v.location_id
        cross join lateral (
          select coalesce(l.zone, p.zone) as zone, (${ctx.now.toString()}::timestamptz at time zone coalesce(l.zone, p.zone))::date as day
        ) d
       where v.practice_id = ${ctx.practice}::uuid and v.id = ${input.provider}::uuid
      returning id`
    if (!made) throw notFound({ what: 'provider' })
    const [late] = await lateProviders(ctx, id)
    await addLateRows(ctx, id, late!.visits, told)
    ctx.concerns(late!.visits.map(visit => visit.patient))
    ctx.emit('disruption.disruption-changed', { disruption: id })
    return { disruption: id, affected: late!.visits.length }
  },
})

/** Ends what was said before about the provider and answers who was told what. */
async function replaceFormer(
  ctx: Context,
  provider: Id<'provider'>,
): Promise<Map<string, { minutes: number; how: string | null }>> {
  const [former] = await ctx.sql<{ id: Id<'disruption'> }>`
    select d.id from disruption.disruption d
     where d.practice_id = ${ctx.practice}::uuid and d.provider_id = ${provider}::uuid and d.kind = 'provider-late' and d.ended_at is null
       for update`
  if (!former) return new Map()
  const rows = await lockRows(ctx, former.id, null)
  for (const row of rows.values()) {
    if (row.state === 'done') continue
    await stepRow(ctx, former.id, row.appointment_id, { what: 'over', state: 'done', settled: 'over' })
  }
  await endHead(ctx, former.id, 'replaced')
  return new Map(
    [...rows.values()].flatMap(row =>
      row.told_minutes === null
        ? []
        : [[row.appointment_id, { minutes: row.told_minutes, how: row.told_how }] as const],
    ),
  )
}
