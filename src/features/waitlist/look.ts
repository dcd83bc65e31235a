import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { candidatesFor } from './candidates.ts'
import { type Freed, lockFreed, settleFreed, timeChanged } from './freed-row.ts'
import { makeOffer } from './make-offer.ts'
import { nextAskable, settingOf } from './setting-row.ts'
import { settleOffer } from './settle-offer.ts'

/** Looks at a freed time and does what is next: ends what has run out, notes that others took it, and, where it runs by itself, asks the next
 *  patient. Any number of looks at one moment do no more than one: everything happens behind the lock of the freed time. */
export async function lookAt(ctx: Context, time: string): Promise<void> {
  const freed = await lockFreed(ctx, time)
  if (freed.state !== 'open') return
  const open = await endWhatIsOver(ctx, freed)
  if (Temporal.Instant.compare(freed.starts_at, ctx.now) <= 0) {
    for (const offer of open) await settleOffer(ctx, offer, { state: 'ended' })
    return settleFreed(ctx, freed.id, 'passed')
  }
  if (open.length > 0) return
  const candidates = await candidatesFor(ctx, freed)
  if (candidates.length === 0) return noteNobody(ctx, freed)
  const setting = await settingOf(ctx)
  const askable = freed.runs ? await nextAskable(ctx, setting) : null
  const wait = askable && Temporal.Instant.compare(askable, ctx.now) > 0 ? askable : null
  await ctx.sql`
    update waitlist.freed_time set candidates = ${candidates.length}, look_at = ${wait?.toString() ?? null}::timestamptz
     where practice_id = ${ctx.practice} and id = ${freed.id}`
  timeChanged(ctx, freed.id)
  if (!askable || wait) return
  let wanted = freed.manner === 'at-once' ? setting.atOnce : 1
  for (const candidate of candidates) {
    if (wanted === 0) break
    const made = await makeOffer(ctx, freed, candidate, setting)
    if ('offer' in made && made.how !== 'nobody') wanted--
  }
}

/** Offers whose time is up, or taken by others, are ended; answers those that are still awaited. */
async function endWhatIsOver(ctx: Context, freed: Freed): Promise<Id<'offer'>[]> {
  const now = ctx.now.toString()
  const offers = await ctx.sql<{ id: Id<'offer'>; over: boolean; taken: boolean }>`
    select o.id, o.expires_at <= ${now}::timestamptz as over,
           exists (select from schedule.occupation c
                    where c.practice_id = o.practice_id and c.resource_id = o.provider_id and c.live and c.starts_at < o.ends_at and c.ends_at > o.starts_at
                      and (c.expires_at is null or c.expires_at > ${now}::timestamptz) and (c.hold_id is null or c.hold_id is distinct from o.hold_id)) as taken
      from waitlist.offer o
     where o.practice_id = ${ctx.practice} and o.freed_id = ${freed.id} and o.state = 'open'
     order by o.offered_at`
  const open: Id<'offer'>[] = []
  for (const offer of offers) {
    if (offer.taken) await settleOffer(ctx, offer.id, { state: 'gone', why: 'taken' })
    else if (offer.over) await settleOffer(ctx, offer.id, { state: 'ended' })
    else open.push(offer.id)
  }
  return open
}

/** Nobody is left to ask. If the time is taken by visits it is gone; if a hold stands in the way, it is looked at again when that runs out. */
async function noteNobody(ctx: Context, freed: Freed): Promise<void> {
  const now = ctx.now.toString()
  const [row] = await ctx.sql<{ booked: boolean; held_until: string | null }>`
    select coalesce(range_agg(c.during) filter (where c.expires_at is null), '{}') @> tstzrange(${freed.starts_at}::timestamptz, ${freed.ends_at}::timestamptz) as booked,
           min(c.expires_at) as held_until
      from schedule.occupation c
     where c.practice_id = ${ctx.practice} and c.resource_id = ${freed.provider_id}::uuid and c.live
       and c.starts_at < ${freed.ends_at}::timestamptz and c.ends_at > ${freed.starts_at}::timestamptz
       and (c.expires_at is null or c.expires_at > ${now}::timestamptz)`
  if (row?.booked) return settleFreed(ctx, freed.id, 'gone')
  await ctx.sql`
    update waitlist.freed_time set candidates = 0, look_at = ${row?.held_until ?? null}::timestamptz
     where practice_id = ${ctx.practice} and id = ${freed.id}`
  timeChanged(ctx, freed.id)
}
