import type { Context } from '../../platform/context.ts'
import { nobodyLeftToManage, ownAccess } from './contract.ts'

/** Whoever holds these can give every other permission back; a practice without such a person would be locked out of itself. */
const keys = ['practice.change-person', 'practice.change-role']

/** Lets one change of people or roles at a time through, so that two managers cannot take each other's last right in one moment. */
export async function queueForPeople(ctx: Context): Promise<void> {
  await ctx.sql`select 1 from practice.practice where practice_id = ${ctx.practice} for no key update`
}

/** To be asked after the change, in its transaction: somebody who works here must hold the keys, and the one who changed things must
 *  not have taken their own. */
export async function requireSomebodyToManage(ctx: Context): Promise<void> {
  const holders = await ctx.sql<{ id: string; held: string[] }>`
    select sr.staff_id as id, array_agg(distinct rp.permission) as held
      from practice.staff_role sr
      join practice.staff s on s.practice_id = sr.practice_id and s.id = sr.staff_id and s.left_at is null
      join practice.role_permission rp on rp.practice_id = sr.practice_id and rp.role_id = sr.role_id
     where sr.practice_id = ${ctx.practice} and rp.permission = any (${keys}::text[])
     group by sr.staff_id`
  if (!holders.some(holder => holder.held.length === keys.length)) throw nobodyLeftToManage()
  if (!ctx.caller.staff) return
  const own = holders.find(holder => holder.id === ctx.caller.staff)?.held ?? []
  if (keys.some(key => ctx.may(key) && !own.includes(key))) throw ownAccess()
}
