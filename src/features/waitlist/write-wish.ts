import type { z } from 'zod'
import { type Id, newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { addWish, WishLine } from './contract.ts'
import { placesOf } from './wish-places.ts'
import { readWishes, wishChanged } from './wish-row.ts'

type When = Omit<z.output<typeof addWish.input>, 'patient' | 'visitType'>

/** Writes a new wish and answers it as lists show it. */
export async function writeWish(
  ctx: Context,
  about: { patient: Id<'patient'>; visitType: Id<'visit-type'>; appointment: Id<'appointment'> | null },
  input: When,
): Promise<WishLine> {
  const places = await placesOf(ctx, { ...input, providers: input.anybody ? undefined : input.providers })
  const id = newId<'wish'>(ctx.now.epochMilliseconds)
  await ctx.sql`
    insert into waitlist.wish (practice_id, id, patient_id, appointment_id, visit_type_id, providers, pools, locations, weekdays, part,
           from_time, to_time, first_day, last_day, notice_minutes, urgency, until, note, state, entered_at, entered_by, entered_by_name)
    values (${ctx.practice}, ${id}, ${about.patient}, ${about.appointment}, ${about.visitType}, ${places.providers}::uuid[],
            ${places.pools}::uuid[], ${places.locations}::uuid[], ${input.weekdays?.length ? input.weekdays : null}::smallint[], ${input.part},
            ${input.fromTime ?? null}::time, ${input.toTime ?? null}::time, ${input.firstDay ?? null}::date, ${input.lastDay ?? null}::date,
            ${input.noticeMinutes}, ${input.urgency}, ${input.until ?? null}::date, ${input.note}, 'open', ${ctx.now.toString()},
            ${ctx.caller.staff}, ${ctx.caller.name})`
  ctx.concerns([about.patient], { wish: id })
  wishChanged(ctx, id, about.patient)
  return (await readWishes(ctx, { wish: id, limit: 1 }))[0]!
}
