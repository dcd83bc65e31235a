import { addDays } from '../../core/calendar-day.ts'
import type { Id } from '../../core/id.ts'
import { wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import { dayOpenings, nextAvailable } from '../schedule/index.ts'
import type { Unsettled } from './unsettled.ts'
import type { Opening } from './ways-out.ts'

/** Openings one search gives at most (schedule.next-available). */
const MOST = 100
/** Times one search is asked to go on for a long list. */
const ROUNDS = 4

type Asked = { visitType: Id<'visit-type'>; minutes: number; provider: Id<'provider'>; day: string }
export type Openings = { sameDay: Opening[]; sameProvider: Opening[]; anybody: Opening[] }

const keyOf = (one: Asked) => `${one.visitType} ${one.minutes} ${one.provider} ${one.day}`
const askedOf = (visit: Unsettled): Asked => ({
  visitType: visit.visit_type_id,
  minutes: visit.minutes,
  provider: visit.provider_id,
  day: wallClock(visit.wanted_at, visit.zone).date,
})

/** What is free for each visit that needs a way out: visits of one kind, length, provider and day share their searches. The schedule itself is
 *  asked, so that whatever it would refuse is not offered. */
export async function openingsFor(ctx: Context, visits: readonly Unsettled[]): Promise<(visit: Unsettled) => Openings> {
  const groups = new Map<string, Asked & { visits: number }>()
  for (const visit of visits) {
    const asked = askedOf(visit)
    const known = groups.get(keyOf(asked))
    groups.set(keyOf(asked), { ...asked, visits: (known?.visits ?? 0) + 1 })
  }
  const found = new Map<string, Openings>()
  for (const [key, group] of groups) {
    const { visitType, minutes, provider, day } = group
    const today = dayOpenings.contract.input.parse({ date: day, visitType, minutes })
    const sameDay = (await dayOpenings.run(ctx, today)).openings.filter(one => one.provider !== provider)
    const wanted = Math.ceil(minutes / 5) * group.visits
    const sameProvider = await following(ctx, { visitType, minutes, providers: [provider], from: day }, wanted)
    const anybody = await following(ctx, { visitType, minutes, from: addDays(day, 1) }, wanted)
    found.set(key, { sameDay, sameProvider, anybody: anybody.filter(one => one.provider !== provider) })
  }
  return visit => found.get(keyOf(askedOf(visit)))!
}

/** The next openings, in as many rounds as a long list needs. */
async function following(
  ctx: Context,
  ask: { visitType: Id<'visit-type'>; minutes: number; providers?: Id<'provider'>[]; from: string },
  wanted: number,
): Promise<Opening[]> {
  const openings: Opening[] = []
  let { from } = ask
  for (let round = 0; round < ROUNDS && openings.length < wanted; round++) {
    const limit = Math.min(MOST, Math.max(12, wanted - openings.length))
    const input = nextAvailable.contract.input.parse({ ...ask, from, to: addDays(ask.from, 90), limit })
    const found = await nextAvailable.run(ctx, input)
    openings.push(...found.openings)
    const last = found.openings.at(-1)
    if (!last || found.openings.length < limit) break
    from = addDays(last.date, 1)
    if (from > addDays(ask.from, 90)) break
  }
  return openings
}
