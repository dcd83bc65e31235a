import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Own lengths and "not offered" of providers for one visit type. What says nothing of its own has no row. Visits already booked stay. */
export const setProviderVisitTypes = command(contract.setProviderVisitTypes, {
  async run(ctx, input) {
    const own = [...new Map(input.own.map(one => [one.provider, one])).values()]
    const providers = own.map(one => one.provider)
    const [known] = await ctx.sql<{ type: boolean; providers: number }>`
      select exists (select from schedule.visit_type t where t.practice_id = ${ctx.practice}::uuid and t.id = ${input.visitType}::uuid) as type,
             (select count(*) from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = any(${providers}::uuid[]))::int as providers`
    if (!known!.type) throw notFound({ what: 'visit-type' })
    if (known!.providers < providers.length) throw notFound({ what: 'provider' })
    const plain = own.filter(one => one.offered && one.minutes === null).map(one => one.provider)
    const kept = own.filter(one => !one.offered || one.minutes !== null)
    await ctx.sql`
      delete from schedule.provider_visit_type o
       where o.practice_id = ${ctx.practice}::uuid and o.visit_type_id = ${input.visitType}::uuid and o.provider_id = any(${plain}::uuid[])`
    await ctx.sql`
      insert into schedule.provider_visit_type as o (practice_id, visit_type_id, provider_id, offered, minutes)
      select ${ctx.practice}::uuid, ${input.visitType}::uuid, k.provider, k.offered, k.minutes
        from unnest(${kept.map(one => one.provider)}::uuid[], ${kept.map(one => one.offered)}::boolean[], ${kept.map(one => one.minutes)}::int[])
             as k(provider, offered, minutes)
      on conflict (practice_id, visit_type_id, provider_id) do update set offered = excluded.offered, minutes = excluded.minutes`
    ctx.emit('schedule.visit-type-changed', { visitType: input.visitType })
    return { visitType: input.visitType, changed: own.length }
  },
})
