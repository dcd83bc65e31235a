import { addDays } from '../../../core/calendar-day.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { nextAvailable } from '../finding/next-available.ts'
import { requireVisit } from '../visit.ts'

/** Days looked at on either side of the day aimed at. */
const AROUND_DAYS = 7
/** At most so many times of one day: the desk wants a choice of days. */
const PER_DAY = 2

type Found = Awaited<ReturnType<typeof nextAvailable.run>>['openings'][number]

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Those that do not overlap one named before: 8:10 beside 8:20 is no choice. */
function unlike(near: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const each of near) {
    if (kept.every(one => one.endsAt <= each.startsAt || each.endsAt <= one.startsAt)) kept.push(each)
  }
  return kept
}

/** Free times for the same visit again, the day aimed at first, then the days around it, each nearest to the same time of day. Where a month has no such
 *  day its last day is meant. Nothing around it: the next free times after. */
export const copyForward = query(contract.copyForward, async (ctx, input) => {
  const visit = await requireVisit(ctx, input.appointment)
  ctx.concerns([visit.patient], { appointment: visit.id })
  if (!visit.visitType || !visit.provider) throw contract.notInUse({ what: 'visit-type' })
  const wall = Temporal.Instant.from(visit.startsAt).toZonedDateTimeISO(visit.zone)
  const given = input.months !== undefined || input.weeks !== undefined || input.days !== undefined
  const ahead = given ? { months: input.months ?? 0, weeks: input.weeks ?? 0, days: input.days ?? 0 } : { months: 3 }
  const date = wall.toPlainDate().add(ahead).toString()
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  const ask = contract.nextAvailable.input.parse({
    visitType: visit.visitType,
    providers: [visit.provider],
    ...(visit.location ? { locations: [visit.location] } : {}),
    minutes: visit.minutes,
    limit: 100,
  })
  const today = ctx.now.toZonedDateTimeISO(visit.zone).toPlainDate().toString()
  const away = (opening: Found) => Math.abs(minuteOf(opening.time) - minuteOf(time))
  const proposals: Found[] = []
  const days = Array.from({ length: AROUND_DAYS }, (_, n) => [n + 1, -n - 1]).flat()
  for (const n of [0, ...days]) {
    const day = addDays(date, n)
    if (day < today) continue
    const { openings } = await nextAvailable.run(ctx, { ...ask, from: day, to: day })
    const near = openings.filter(opening => opening.date === day).toSorted((a, b) => away(a) - away(b))
    proposals.push(...unlike(near).slice(0, PER_DAY))
    if (proposals.length >= input.limit) break
  }
  if (proposals.length === 0) {
    const from = addDays(date, AROUND_DAYS + 1)
    const { openings } = await nextAvailable.run(ctx, { ...ask, from: from < today ? today : from, limit: input.limit })
    proposals.push(...openings)
  }
  return {
    date,
    time,
    visitType: visit.visitType,
    minutes: visit.minutes,
    patient: visit.patient,
    proposals: proposals.slice(0, input.limit),
  }
})
