import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { nobodyThere, personHasLeft } from '../contract.ts'

/** Whom something goes to, as columns have it: exactly one of the three. */
export type Address = { staff: Id<'staff'> | null; pool: Id<'message-pool'> | null; role: Id<'role'> | null }

type Named = { to?: Id<'staff'> | undefined; toPool?: Id<'message-pool'> | undefined; toRole?: Id<'role'> | undefined }

/** The address an input names; whoever asks, if it names none. Missing if it is nobody here; refused if nobody would read it. */
export async function requireAddress(ctx: Context, named: Named): Promise<Address> {
  if (named.toPool) {
    requireReaders('message-pool', await poolReaders(ctx, named.toPool))
    return { staff: null, pool: named.toPool, role: null }
  }
  if (named.toRole) {
    requireReaders('role', await roleReaders(ctx, named.toRole))
    return { staff: null, pool: null, role: named.toRole }
  }
  const staff = named.to ?? ctx.caller.staff
  if (!staff) throw notFound({ what: 'staff' })
  await requirePerson(ctx, staff)
  return { staff, pool: null, role: null }
}

/** Refused if that person no longer works here; missing if they never did. */
export async function requirePerson(ctx: Context, staff: Id<'staff'>): Promise<void> {
  const rows = await ctx.sql<{ name: string; left_at: string | null }>`
    select name, left_at from practice.staff where practice_id = ${ctx.practice} and id = ${staff}`
  if (!rows[0]) throw notFound({ what: 'staff' })
  if (rows[0].left_at) throw personHasLeft({ name: rows[0].name })
}

type Readers = { name: string; readers: number; retired: boolean }

function requireReaders(what: string, found: Readers | undefined): void {
  if (!found) throw notFound({ what })
  if (found.retired || found.readers === 0) throw nobodyThere({ name: found.name })
}

async function poolReaders(ctx: Context, pool: Id<'message-pool'>): Promise<Readers | undefined> {
  // Held until the message is written: a pool that somebody takes out of use at this moment is either out first, or finds the message.
  await ctx.sql`select 1 from calls.message_pool where practice_id = ${ctx.practice} and id = ${pool} for share`
  const [row] = await ctx.sql<Readers>`
    select p.name, p.retired_at is not null as retired,
           (select count(*) from calls.message_pool_member m
              join practice.staff s on s.practice_id = m.practice_id and s.id = m.staff_id and s.left_at is null
             where m.practice_id = p.practice_id and m.pool_id = p.id) as readers
      from calls.message_pool p where p.practice_id = ${ctx.practice} and p.id = ${pool}`
  return row
}

async function roleReaders(ctx: Context, role: Id<'role'>): Promise<Readers | undefined> {
  const [row] = await ctx.sql<Readers>`
    select r.name, false as retired,
           (select count(*) from practice.staff_role x
              join practice.staff s on s.practice_id = x.practice_id and s.id = x.staff_id and s.left_at is null
             where x.practice_id = r.practice_id and x.role_id = r.id) as readers
      from practice.role r where r.practice_id = ${ctx.practice} and r.id = ${role}`
  return row
}
