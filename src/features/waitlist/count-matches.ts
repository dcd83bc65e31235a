import { minutesBetween } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import { wishesFor } from './candidates.ts'
import { misfit, type Span } from './fits.ts'

/** How many people wait for a span, without looking at whether it is free: the visit that stands there may be about to go. */
export async function countMatches(ctx: Context, span: Span, but?: string): Promise<number> {
  const length = minutesBetween(span.startsAt, span.endsAt)
  const wishes = await wishesFor(ctx, { provider: span.provider })
  const waiting = wishes.filter(wish => {
    const minutes = wish.minutes ?? wish.usualMinutes
    const endsAt = Temporal.Instant.from(span.startsAt).add({ minutes }).toString()
    return (
      (but === undefined || wish.appointment !== but) &&
      minutes <= length &&
      misfit(wish, { ...span, endsAt }, ctx.now) === null
    )
  })
  return new Set(waiting.map(wish => wish.patient)).size
}
