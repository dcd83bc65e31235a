import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type { addPool } from '../contract.ts'

type Pool = z.input<(typeof addPool)['output']>

/** Pools with their members, by name; `only` names one. */
export const pools = (ctx: Context, ask: { only?: Id<'pool'>; retired: boolean }): Promise<Pool[]> =>
  ctx.sql<Pool>`
    select p.id, p.name, p.retired_at is not null as retired,
           array(select m.provider_id from schedule.pool_member m
                   join practice.provider v on v.practice_id = m.practice_id and v.id = m.provider_id
                  where m.practice_id = p.practice_id and m.pool_id = p.id
                  order by v.family, v.given, v.id) as members
      from schedule.pool p
     where p.practice_id = ${ctx.practice}::uuid and (${ask.retired}::boolean or p.retired_at is null)
       and (${ask.only ?? null}::uuid is null or p.id = ${ask.only ?? null}::uuid)
     order by p.retired_at is not null, lower(p.name), p.id`

/** Refuses providers who are not of this practice. */
export async function requireMembers(ctx: Context, members: readonly Id<'provider'>[]): Promise<void> {
  const who = [...new Set(members)]
  const [known] = await ctx.sql<{ providers: number }>`
    select count(*)::int as providers from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = any(${who}::uuid[])`
  if (known!.providers < who.length) throw notFound({ what: 'provider' })
}

/** Writes anew who belongs to a pool. */
export async function setMembers(ctx: Context, pool: Id<'pool'>, members: readonly Id<'provider'>[]): Promise<void> {
  const who = [...new Set(members)]
  await ctx.sql`
    delete from schedule.pool_member m
     where m.practice_id = ${ctx.practice}::uuid and m.pool_id = ${pool}::uuid and m.provider_id <> all(${who}::uuid[])`
  await ctx.sql`
    insert into schedule.pool_member (practice_id, pool_id, provider_id)
    select ${ctx.practice}::uuid, ${pool}::uuid, w from unnest(${who}::uuid[]) as w on conflict do nothing`
}
