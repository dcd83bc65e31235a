import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { requirePerson } from '../messages/address.ts'

type Pool = { id: Id<'message-pool'>; name: string; members: Id<'staff'>[]; retired: boolean }

/** Pools by name; `only` one of them, or those in use, or all. */
export async function readPools(ctx: Context, ask: { only?: Id<'message-pool'>; retired: boolean }): Promise<Pool[]> {
  return await ctx.sql<Pool>`
    select p.id, p.name, p.retired_at is not null as retired,
           array(select m.staff_id from calls.message_pool_member m
                   join practice.staff s on s.practice_id = m.practice_id and s.id = m.staff_id and s.left_at is null
                  where m.practice_id = p.practice_id and m.pool_id = p.id order by s.name, s.id) as members
      from calls.message_pool p
     where p.practice_id = ${ctx.practice} and (${ask.only ?? null}::uuid is null or p.id = ${ask.only ?? null}::uuid)
       and (${ask.retired}::boolean or p.retired_at is null)
     order by p.retired_at is not null, lower(p.name), p.id`
}

/** Missing or refused if one of these people is nobody here, or has left. Before anything else is looked at. */
export async function requireMembers(ctx: Context, members: readonly Id<'staff'>[]): Promise<void> {
  for (const staff of members) await requirePerson(ctx, staff)
}

/** Puts exactly these people into a pool. */
export async function setMembers(
  ctx: Context,
  pool: Id<'message-pool'>,
  members: readonly Id<'staff'>[],
): Promise<void> {
  await ctx.sql`
    delete from calls.message_pool_member
     where practice_id = ${ctx.practice} and pool_id = ${pool} and staff_id <> all (${[...members]}::uuid[])`
  await ctx.sql`
    insert into calls.message_pool_member (practice_id, pool_id, staff_id)
    select ${ctx.practice}::uuid, ${pool}::uuid, s from unnest(${[...members]}::uuid[]) s on conflict do nothing`
}

/** Keeps others from changing a pool until this transaction ends; missing if this practice has none of that id. */
export async function lockPool(ctx: Context, pool: Id<'message-pool'>): Promise<void> {
  const [row] = await ctx.sql<{ id: string }>`
    select id from calls.message_pool where practice_id = ${ctx.practice} and id = ${pool} for update`
  if (!row) throw notFound({ what: 'message-pool' })
}
