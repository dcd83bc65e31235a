import type { Id } from '../../core/id.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { claimMessage, releaseMessage } from '../calls/index.ts'
import { releaseItem, takeItem, workTaken } from '../worklists/index.ts'
import { taken } from './contract.ts'
import type { Kind } from './contract-sources.ts'

type Item = Id<'inbox-item'>

/** Orders and requests have hands of their own in the lists: who has a row there has it here. */
const ownList = (kind: Kind) => (kind === 'order' ? 'orders' : kind === 'request' ? 'requests' : null)

const isMessage = (kind: Kind) => kind === 'message' || kind === 'call-back'

/** Takes a row in hand until the claim runs out; the key of the table lets one person have it. Whoever has it may take it again, which renews
 *  it. A claim of a session that is locked or over stands in nobody's way. Throws taken if it is somebody else's. */
export async function claimItem(ctx: Context, kind: Kind, item: Item): Promise<string | null> {
  const list = ownList(kind)
  if (list) return takeFromList(ctx, list, item)
  if (isMessage(kind)) {
    // Whoever says to do a message has it until it is done or given back: it is passed on, not forgotten.
    await sayTaken('calls.message-claimed', () => claimMessage.run(ctx, { message: item as string as Id<'message'> }))
    return null
  }
  const now = ctx.now.toString()
  if (!ctx.caller.staff) {
    await refuseHeld(ctx, kind, item)
    return null
  }
  const [mine] = await ctx.sql<{ until: string }>`
    insert into inbox.claim as c (practice_id, kind, item_id, staff_id, session_id, taken_at, expires_at)
    select ${ctx.practice}::uuid, ${kind}, ${item}::uuid, ${ctx.caller.staff}::uuid, ${ctx.caller.session}::uuid, ${now}::timestamptz,
           ${now}::timestamptz + make_interval(mins => r.claim_minutes)
      from worklists.rules() r
    on conflict on constraint inbox_claim_once do update
       set staff_id = excluded.staff_id, session_id = excluded.session_id, taken_at = excluded.taken_at, expires_at = excluded.expires_at
     where c.staff_id = excluded.staff_id or c.expires_at <= excluded.taken_at
        or (c.session_id is not null and not exists (
              select from access.session s
               where s.practice_id = c.practice_id and s.id = c.session_id and s.locked_at is null and s.revoked_at is null and s.expires_at > excluded.taken_at))
    returning c.expires_at as until`
  if (!mine) await refuseHeld(ctx, kind, item)
  ctx.emit('inbox.item-changed', { kind, item })
  return mine!.until
}

/** Lets a row go, if this person has it. */
export async function letGo(ctx: Context, kind: Kind, item: Item): Promise<void> {
  const list = ownList(kind)
  if (list) {
    await releaseItem.run(ctx, { list, item: item as string as Id<'work-item'> })
    return
  }
  if (isMessage(kind)) {
    const mine = await ctx.sql`
      select 1 from calls.message m
       where m.practice_id = ${ctx.practice}::uuid and m.id = ${item}::uuid and m.claimed_by = ${ctx.caller.staff}::uuid and m.finished_at is null
         for update`
    if (mine.length > 0) await releaseMessage.run(ctx, { message: item as string as Id<'message'> })
    return
  }
  const gone = await ctx.sql`
    delete from inbox.claim
     where practice_id = ${ctx.practice}::uuid and kind = ${kind} and item_id = ${item}::uuid and staff_id = ${ctx.caller.staff}::uuid
    returning 1`
  if (gone.length > 0) ctx.emit('inbox.item-changed', { kind, item })
}

/** Throws taken if the row is in somebody else's hands. */
export async function refuseHeld(ctx: Context, kind: Kind, item: Item): Promise<void> {
  const [other] = await ctx.sql<{ name: string; until: string }>`
    select s.name, h.until
      from inbox.in_hand(${ctx.now.toString()}::timestamptz) h
      join practice.staff s on s.practice_id = ${ctx.practice}::uuid and s.id = h.staff_id
     where h.kind = ${kind} and h.item = ${item}::uuid and h.staff_id is distinct from ${ctx.caller.staff}::uuid`
  if (other) throw taken({ by: other.name, until: other.until })
}

async function takeFromList(ctx: Context, list: 'orders' | 'requests', item: Item): Promise<string> {
  return sayTaken(workTaken.code, async () => {
    const row = await takeItem.run(ctx, { list, item: item as string as Id<'work-item'> })
    return row.until
  })
}

/** Says in the inbox's words that somebody else was first. */
async function sayTaken<T>(code: string, deed: () => Promise<T>): Promise<T> {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof Refusal && error.code === code)
      throw taken({ by: error.facts.by, until: error.facts.until ?? null })
    throw error
  }
}
