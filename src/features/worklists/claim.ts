import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { type ListName, taken } from './contract.ts'

/** Takes a row in hand until the claim runs out; the key of the table lets one person have it. Whoever has it may take it again, which
 *  renews it. What this person had in hand before is let go. Throws taken if it is somebody else's. */
export async function claimItem(ctx: Context, list: ListName, item: Id<'work-item'>): Promise<string> {
  const until = await tryClaim(ctx, list, item)
  if (until) return until
  const [other] = await ctx.sql<{ name: string; until: string }>`
    select s.name, c.expires_at as until
      from worklists.claim c
      join practice.staff s on s.practice_id = c.practice_id and s.id = c.staff_id
     where c.practice_id = ${ctx.practice}::uuid and c.list = ${list} and c.item_id = ${item}::uuid`
  throw taken({ by: other?.name ?? '', until: other?.until ?? null })
}

/** The same, but undefined where it is somebody else's. The program itself has no hands: it passes where nobody holds the row. */
export async function tryClaim(ctx: Context, list: ListName, item: Id<'work-item'>): Promise<string | undefined> {
  const now = ctx.now.toString()
  if (!ctx.caller.staff) {
    const held = await ctx.sql`
      select 1 from worklists.claim c
       where c.practice_id = ${ctx.practice}::uuid and c.list = ${list} and c.item_id = ${item}::uuid and c.expires_at > ${now}::timestamptz`
    return held.length === 0 ? now : undefined
  }
  const [mine] = await ctx.sql<{ until: string }>`
    insert into worklists.claim as c (practice_id, list, item_id, staff_id, taken_at, expires_at)
    select ${ctx.practice}::uuid, ${list}, ${item}::uuid, ${ctx.caller.staff}::uuid, ${now}::timestamptz,
           ${now}::timestamptz + make_interval(mins => r.claim_minutes)
      from worklists.rules() r
    on conflict on constraint claim_once do update
       set staff_id = excluded.staff_id, taken_at = excluded.taken_at, expires_at = excluded.expires_at
     where c.staff_id = excluded.staff_id or c.expires_at <= excluded.taken_at
    returning c.expires_at as until`
  if (!mine) return undefined
  // One person has one row in hand. The new one first: who does not get it keeps the former, and two who swap rows do not wait for each other.
  const before = await ctx.sql<{ list: ListName; item: Id<'work-item'> }>`
    delete from worklists.claim
     where practice_id = ${ctx.practice}::uuid and staff_id = ${ctx.caller.staff}::uuid and not (list = ${list} and item_id = ${item}::uuid)
    returning list, item_id as item`
  for (const row of [...before, { list, item }]) ctx.emit('worklists.claim-changed', row)
  return mine.until
}

/** Lets a row go, if this person has it. */
export async function letGo(ctx: Context, list: ListName, item: Id<'work-item'>): Promise<void> {
  const gone = await ctx.sql`
    delete from worklists.claim
     where practice_id = ${ctx.practice}::uuid and list = ${list} and item_id = ${item}::uuid and staff_id = ${ctx.caller.staff}::uuid
    returning 1`
  if (gone.length > 0) ctx.emit('worklists.claim-changed', { list, item })
}
