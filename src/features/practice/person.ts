import { type Id, newId } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

/** Writes a person with roles and first password. The e-mail must be free in this practice: the constraint staff_practice_id_email_key
 *  is the judge, and the command names its refusal. */
export async function putPerson(
  ctx: Context,
  person: { name: string; email: string; roles: readonly Id<'role'>[]; hash: string; mustChange: boolean },
): Promise<Id<'staff'>> {
  const id = newId<'staff'>()
  await ctx.sql`
    insert into practice.staff (practice_id, id, name, email, created_at)
    values (${ctx.practice}, ${id}, ${person.name}, ${person.email}, ${ctx.now.toString()})`
  await setRoles(ctx, id, person.roles)
  await ctx.sql`
    select access.give_password(${id}::uuid, ${person.hash}::text, ${person.mustChange}::boolean, ${ctx.now.toString()}::timestamptz)`
  return id
}

/** Makes these the roles of a person, all others gone. A role of another practice is missing. */
export async function setRoles(ctx: Context, person: Id<'staff'>, roles: readonly Id<'role'>[]): Promise<void> {
  const wanted = [...new Set(roles)]
  await ctx.sql`
    delete from practice.staff_role
     where practice_id = ${ctx.practice} and staff_id = ${person} and role_id <> all (${wanted}::uuid[])`
  const found = await ctx.sql<{ id: string }>`
    select id from practice.role where practice_id = ${ctx.practice} and id = any (${wanted}::uuid[])`
  if (found.length < wanted.length) throw notFound({ what: 'role' })
  await ctx.sql`
    insert into practice.staff_role (practice_id, staff_id, role_id)
    select ${ctx.practice}::uuid, ${person}::uuid, unnest(${wanted}::uuid[])
    on conflict do nothing`
}
