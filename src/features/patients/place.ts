import { type DateOrder, orderIn } from '../../core/birth-date.ts'
import type { Context } from '../../platform/context.ts'

/** Where the practice is, as far as patients' data depends on it. */
export type Place = {
  /** ISO 3166, two letters: how numbers without + are read. */
  country: string
  /** Today on the practice's wall calendar, 'YYYY-MM-DD'. */
  today: string
  order: DateOrder
}

/** Reads the practice's country and its present day. */
export async function placeOf(ctx: Context): Promise<Place> {
  const [row] = await ctx.sql<{ zone: string; country: string }>`
    select zone, country from practice.practice where practice_id = ${ctx.practice}`
  const { zone, country } = row!
  return { country, today: ctx.now.toZonedDateTimeISO(zone).toPlainDate().toString(), order: orderIn(country) }
}
