import { addDays } from '../../../core/calendar-day.ts'
import { type Id, newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { addClosure } from './add-closure.ts'
import { addException } from './add-exception.ts'
import { removeClosure } from './remove-closure.ts'
import { removeException } from './remove-exception.ts'

/** Days and wall-clock times of a stretch that runs through from the first to the last moment. No fromTime: from midnight; no toTime: to midnight. */
type OutSpan = {
  from: string
  to: string
  fromTime: string | null
  toTime: string | null
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

type Out = {
  exceptions: Id<'schedule-exception'>[]
  closures: Id<'closure'>[]
  block: Id<'block'> | null
}

/** What an absence or closure is written as: each has one pair of times for all its days, so a stretch over days may need three. */
function pieces(span: OutSpan): { from: string; to: string; fromTime?: string; toTime?: string }[] {
  const since = span.fromTime ?? '00:00'
  const until = span.toTime ?? '24:00'
  const times = (fromTime: string, toTime: string) =>
    fromTime === '00:00' && toTime === '24:00' ? {} : { fromTime, toTime }
  if (span.from === span.to) return [{ from: span.from, to: span.to, ...times(since, until) }]
  const first = since === '00:00' ? span.from : addDays(span.from, 1)
  const last = until === '24:00' ? span.to : addDays(span.to, -1)
  return [
    ...(first === span.from ? [] : [{ from: span.from, to: span.from, ...times(since, '24:00') }]),
    ...(first <= last ? [{ from: first, to: last }] : []),
    ...(last === span.to || until === '00:00' ? [] : [{ from: span.to, to: span.to, ...times('00:00', until) }]),
  ]
}

/** Takes a provider, a room or a location out of use for a stretch: nothing more can be booked there. Visits already booked stay. */
async function take(
  ctx: Context,
  what: { provider: Id<'provider'> } | { room: Id<'room'> } | { location: Id<'location'> },
  span: OutSpan,
  reason: string,
): Promise<Out> {
  const out: Out = { exceptions: [], closures: [], block: null }
  if ('provider' in what) {
    for (const piece of pieces(span)) {
      const made = await addException.run(ctx, { provider: what.provider, kind: 'away', reason, ...piece })
      out.exceptions.push(made.exception as Id<'schedule-exception'>)
    }
  } else if ('location' in what) {
    for (const piece of pieces(span)) {
      const made = await addClosure.run(ctx, { location: what.location, name: reason, ...piece })
      out.closures.push(made.closure as Id<'closure'>)
    }
  } else {
    out.block = await blockRoom(ctx, what.room, span, reason)
  }
  return out
}

/** A blocked room takes its free time as a visit would; what leaves it later is taken by the database at once (schedule.keep_blocked). */
async function blockRoom(ctx: Context, room: Id<'room'>, span: OutSpan, reason: string): Promise<Id<'block'>> {
  const id = newId<'block'>(ctx.now.epochMilliseconds)
  const made = await ctx.sql<{ id: string }>`
    insert into schedule.block (practice_id, id, room_id, starts_at, ends_at, reason)
    select ${ctx.practice}::uuid, ${id}::uuid, r.id, ${span.startsAt.toString()}::timestamptz, ${span.endsAt.toString()}::timestamptz, ${reason}
      from practice.room r
     where r.practice_id = ${ctx.practice}::uuid and r.id = ${room}::uuid
    returning id`
  if (made.length === 0) throw notFound({ what: 'room' })
  await ctx.sql`select schedule.put_block(${id}::uuid, ${ctx.now.toString()}::timestamptz)`
  ctx.emit('schedule.template-changed', { room, block: id })
  return id
}

/** Gives back what was taken out of use; what somebody has removed by hand since is passed over. */
async function giveBack(ctx: Context, out: Out): Promise<void> {
  const there = await ctx.sql<{ id: string; closure: boolean }>`
    select e.id, false as closure from schedule.hours_exception e
     where e.practice_id = ${ctx.practice}::uuid and e.id = any(${out.exceptions}::uuid[])
    union all
    select c.id, true from schedule.closure c where c.practice_id = ${ctx.practice}::uuid and c.id = any(${out.closures}::uuid[])`
  for (const one of there) {
    if (one.closure) await removeClosure.run(ctx, { closure: one.id as Id<'closure'> })
    else await removeException.run(ctx, { exception: one.id as Id<'schedule-exception'> })
  }
  if (!out.block) return
  await ctx.sql`
    with ended as (
      update schedule.block b set ended_at = ${ctx.now.toString()}::timestamptz
       where b.practice_id = ${ctx.practice}::uuid and b.id = ${out.block}::uuid and b.ended_at is null
    )
    delete from schedule.occupation o where o.practice_id = ${ctx.practice}::uuid and o.block_id = ${out.block}::uuid`
  ctx.emit('schedule.template-changed', { block: out.block })
}

/** Taking somebody or something out of use, and giving it back: for the day that goes wrong. */
export const outOfUse = { take, giveBack }
