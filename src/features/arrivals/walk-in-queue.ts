import { minutesBetween } from '../../core/time.ts'
import { query } from '../../platform/feature.ts'
import { requireLocation } from '../practice/index.ts'
import type { Opening } from '../schedule/contract.ts'
import * as contract from './contract.ts'
import { freeToday, walkInType } from './free-today.ts'
import { readWalkIns } from './walk-in.ts'

/** Others of the last so many hours stay in sight, so that they can be put back. */
const KEPT_HOURS = 12

/** The queue with likely times: free openings counted off in the order of the queue, each provider's time given once. */
export const walkInQueue = query(contract.walkInQueue, async (ctx, input) => {
  if (input.location) await requireLocation(ctx, input.location)
  const all = await readWalkIns(ctx, { location: input.location, since: ctx.now.subtract({ hours: KEPT_HOURS }) })
  const waiting = all.filter(one => one.state === 'waiting')
  const openings = new Map<string, Opening[]>()
  const given: Opening[] = []
  const rows = []
  for (const one of waiting) {
    const visitType = await walkInType(ctx, one.visitType as never)
    const key = `${one.location} ${visitType}`
    if (visitType && !openings.has(key)) {
      openings.set(
        key,
        await freeToday(ctx, { location: one.location as never, zone: one.zone, visitType, limit: waiting.length * 4 }),
      )
    }
    const free = openings.get(key)?.find(opening => !given.some(other => overlap(opening, other)))
    if (free) given.push(free)
    rows.push({
      ...one,
      waitMinutes: minutesBetween(one.cameAt, ctx.now),
      likely: free
        ? {
            startsAt: free.startsAt,
            provider: free.providerName,
            minutes: Math.max(0, minutesBetween(ctx.now, free.startsAt)),
          }
        : null,
    })
  }
  return { now: ctx.now.toString(), waiting: rows, done: all.filter(one => one.state !== 'waiting') }
})

const overlap = (one: Opening, other: Opening) =>
  one.provider === other.provider &&
  Date.parse(one.startsAt) < Date.parse(other.endsAt) &&
  Date.parse(other.startsAt) < Date.parse(one.endsAt)
