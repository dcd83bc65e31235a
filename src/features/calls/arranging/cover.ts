import { type Id, newId } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { coverSpan, ownCover } from '../contract.ts'
import { requirePerson } from '../messages/address.ts'
import { calendarOf } from '../messages/rule.ts'

type Wanted = { staff: Id<'staff'>; by: Id<'staff'>; from: string; until: string }

/** Writes who covers for whom; from and until are wall clock of the practice, also where the clocks change in between. */
export async function putCover(
  ctx: Context,
  wanted: Wanted,
): Promise<{ cover: Id<'cover'>; from: string; until: string }> {
  await requirePerson(ctx, wanted.staff)
  await requirePerson(ctx, wanted.by)
  if (wanted.staff === wanted.by) throw ownCover()
  const { zone } = await calendarOf(ctx, 1)
  const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
  const [from, until] = [at(wanted.from), at(wanted.until)]
  if (Temporal.Instant.compare(until, from) <= 0 || Temporal.Instant.compare(until, ctx.now) <= 0) throw coverSpan()
  const cover = newId<'cover'>()
  await ctx.sql`
    insert into calls.cover (practice_id, id, staff_id, by_staff, starts_at, ends_at, set_by, set_at)
    values (${ctx.practice}, ${cover}, ${wanted.staff}, ${wanted.by}, ${from.toString()}, ${until.toString()}, ${ctx.caller.staff}, ${ctx.now.toString()})`
  // Nothing else happens at these two moments, and yet lists change: browsers are told.
  for (const moment of [from, until]) {
    if (Temporal.Instant.compare(moment, ctx.now) > 0) ctx.later('calls.tell-cover', { cover }, { at: moment })
  }
  ctx.emit('calls.cover-changed', { cover })
  return { cover, from: from.toString(), until: until.toString() }
}
