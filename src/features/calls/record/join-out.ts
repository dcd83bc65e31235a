import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'

/** Minutes between a call out that a person opened and what the exchange tells of it, in which both are the same call. */
const joinsWithin_min = 5

type CallOut = { number: string; staff: Id<'staff'> }

/** Whoever opens a call out to that number, and whatever is told of one, waits here for the other: each must see what the one before it
 *  has made. Held to the end of the transaction. */
async function queueAt(ctx: Context, number: string): Promise<void> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.practice} out ${number}`}, 0))`
}

/** The call out to that number which this person is in already: the exchange told of it before it was opened by hand, or it was opened
 *  about the same patient and the key was pressed twice. Null if there is none, and when the line is free again: then it is another try. */
export async function outAlready(
  ctx: Context,
  out: CallOut & { patient: Id<'patient'> | null },
): Promise<{ id: Id<'call'>; told: boolean } | null> {
  await queueAt(ctx, out.number)
  const since = ctx.now.subtract({ minutes: joinsWithin_min }).toString()
  const [call] = await ctx.sql<{ id: Id<'call'>; told: boolean }>`
    select id, external_id is not null as told from calls.call
     where practice_id = ${ctx.practice} and number = ${out.number} and direction = 'out' and taken_by = ${out.staff}
       and (external_id is not null or patient_id is not distinct from ${out.patient}::uuid)
       and ended_at is null and closed_at is null and ringing_at >= ${since}::timestamptz
     order by (external_id is null), ringing_at desc, id desc limit 1 for update`
  return call ?? null
}

/** An exchange tells of a call out: if the person who makes it has opened it by hand, that record takes the exchange's id and there is no
 *  second one. A record that came of words told out of order, before anybody knew where the call went, gives way, unless somebody has
 *  worked on it. */
export async function joinOpened(ctx: Context, externalId: string, told: CallOut & { rangAt: string }): Promise<void> {
  await queueAt(ctx, told.number)
  const rang = Temporal.Instant.from(told.rangAt)
  const from = rang.subtract({ minutes: joinsWithin_min }).toString()
  const to = rang.add({ minutes: joinsWithin_min }).toString()
  const [opened] = await ctx.sql<{ id: Id<'call'> }>`
    select id from calls.call
     where practice_id = ${ctx.practice} and number = ${told.number} and direction = 'out' and taken_by = ${told.staff}
       and external_id is null and ringing_at >= ${from}::timestamptz and ringing_at <= ${to}::timestamptz
       and (closed_at is null or (closed_at >= ${told.rangAt}::timestamptz and closed_at > ${ctx.now.subtract({ hours: 24 }).toString()}::timestamptz))
     order by abs(date_part('epoch', ringing_at - ${told.rangAt}::timestamptz)), id limit 1 for update`
  if (!opened) return
  const [gaveWay] = await ctx.sql<{ gone: boolean }>`select calls.give_way(${externalId}) as gone`
  if (!gaveWay!.gone) return
  await ctx.sql`
    update calls.call set external_id = ${externalId} where practice_id = ${ctx.practice} and id = ${opened.id}`
}
