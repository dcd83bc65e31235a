import type { Context } from '../../platform/context.ts'

/** How the lists work in this practice; numbers of attempts, days, hours, months, minutes as their names say. */
export type Rules = {
  tries: number
  over_days: number
  letter_days: number
  review_months: number
  retry_hours: number
  confirm_days: number
  rebook_days: number
  order_days: number
  claim_minutes: number
}

export async function rulesOf(ctx: Context): Promise<Rules> {
  const [row] = await ctx.sql<Rules>`
    select r.tries, r.over_days, r.letter_days, r.review_months, r.retry_hours, r.confirm_days, r.rebook_days, r.order_days, r.claim_minutes
      from worklists.rules() r`
  return row!
}

/** The beginning of a day so many days on, by the clock of a zone: somebody reached for the list in the morning finds it due. */
export const morningAfter = (ctx: Context, zone: string, days: number): string =>
  ctx.now.toZonedDateTimeISO(zone).toPlainDate().add({ days }).toZonedDateTime(zone).toInstant().toString()
