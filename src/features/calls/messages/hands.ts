import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'

/** Through which addresses messages come to whoever asks: themselves and whom they cover now, their pools, their roles. */
export type Hands = {
  me: Id<'staff'> | null
  people: Id<'staff'>[]
  pools: Id<'message-pool'>[]
  roles: Id<'role'>[]
}

/** Reads the hands of whoever asks, as they are at this moment: a cover begins and ends by the clock alone. */
export async function handsOf(ctx: Context): Promise<Hands> {
  const me = ctx.caller.staff
  if (!me) return { me, people: [], pools: [], roles: [] }
  const now = ctx.now.toString()
  const [row] = await ctx.sql<{ covered: Id<'staff'>[]; pools: Id<'message-pool'>[]; roles: Id<'role'>[] }>`
    select array(select c.staff_id from calls.cover c
                  where c.practice_id = ${ctx.practice} and c.by_staff = ${me}::uuid
                    and c.starts_at <= ${now}::timestamptz and c.ends_at > ${now}::timestamptz) as covered,
           array(select m.pool_id from calls.message_pool_member m
                  where m.practice_id = ${ctx.practice} and m.staff_id = ${me}::uuid) as pools,
           array(select r.role_id from practice.staff_role r
                  where r.practice_id = ${ctx.practice} and r.staff_id = ${me}::uuid) as roles`
  return { me, people: [me, ...row!.covered], pools: row!.pools, roles: row!.roles }
}

type Waiting = {
  left_by: Id<'staff'> | null
  answered_at: string | null
  finished_at: string | null
  claimed_by: Id<'staff'> | null
  to_staff: Id<'staff'> | null
  to_pool: Id<'message-pool'> | null
  to_role: Id<'role'> | null
  also_staff: Id<'staff'> | null
  also_pool: Id<'message-pool'> | null
  also_role: Id<'role'> | null
}

/** Whether an open message waits for these hands (the same as calls.message_waits_for), and for whom if only by cover. A message that
 *  somebody else has taken waits for that person alone. */
export function waitsFor(hands: Hands, message: Waiting): { mine: boolean; coverFor: Id<'staff'> | null } {
  const no = { mine: false, coverFor: null }
  if (message.finished_at) return no
  const answered = message.answered_at !== null && message.left_by !== null
  if (!answered && message.claimed_by && !hands.people.includes(message.claimed_by)) return no
  const people = answered
    ? [message.left_by]
    : message.claimed_by
      ? [message.claimed_by]
      : [message.to_staff, message.also_staff]
  if (hands.me && people.includes(hands.me)) return { mine: true, coverFor: null }
  const open = !answered && !message.claimed_by
  const pool = [message.to_pool, message.also_pool].some(id => id !== null && hands.pools.includes(id))
  const role = [message.to_role, message.also_role].some(id => id !== null && hands.roles.includes(id))
  if (open && (pool || role)) return { mine: true, coverFor: null }
  const coverFor = people.find(id => id !== null && hands.people.includes(id)) ?? null
  return { mine: coverFor !== null, coverFor }
}
