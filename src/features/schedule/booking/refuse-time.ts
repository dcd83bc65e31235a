import { addDays } from '../../../core/calendar-day.ts'
import type { Id } from '../../../core/id.ts'
import type { Refusal } from '../../../core/refusal.ts'
import { wallClock } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { type Opening, outsideHours, slotTaken } from '../contract.ts'
import { openingsBetween } from '../finding/openings.ts'
import { searchGround } from '../finding/search-ground.ts'

type Stretch = {
  location_id: string
  location_name: string
  kind: 'planned' | 'open'
  starts_at: string
  ends_at: string
  holiday: string | null
  away: string | null
}

/** Why nobody works at that moment, with the hours of that day. */
export async function refuseOutsideHours(
  ctx: Context,
  provider: Id<'provider'>,
  location: Id<'location'>,
  zone: string,
  startsAt: Temporal.Instant,
): Promise<Refusal> {
  const { date } = wallClock(startsAt, zone)
  const rows = await ctx.sql<Stretch>`
    select h.location_id, l.name as location_name, s.kind, lower(s.span) as starts_at, upper(s.span) as ends_at, h.holiday, h.away
      from schedule.open_hours(array[${provider}::uuid], null, ${date}::date, ${date}::date) h
      join practice.location l on l.practice_id = ${ctx.practice}::uuid and l.id = h.location_id
      cross join lateral (
        select 'planned' as kind, p as span from unnest(h.planned) p union all select 'open', o from unnest(h.open) o
      ) s
     order by 4`
  const at = startsAt.epochMilliseconds
  const holds = (row: Stretch) => Date.parse(row.starts_at) <= at && at < Date.parse(row.ends_at)
  const here = rows.filter(row => row.location_id === location)
  const hours = rows
    .filter(row => row.kind === 'open')
    .map(row => ({ location: row.location_name, startsAt: row.starts_at, endsAt: row.ends_at }))
  const elsewhere = rows.find(row => row.kind === 'open' && row.location_id !== location && holds(row))
  if (elsewhere) return outsideHours({ why: 'other-location', name: elsewhere.location_name, hours })
  const planned = here.filter(row => row.kind === 'planned')
  const open = here.find(row => row.kind === 'open' && holds(row))
  const cut = planned.find(holds)
  if (cut && !open) {
    const holiday = cut.holiday !== null
    return outsideHours({ why: holiday ? 'holiday' : 'away', name: holiday ? cut.holiday : cut.away, hours })
  }
  const between =
    planned.some(row => Date.parse(row.ends_at) <= at) && planned.some(row => Date.parse(row.starts_at) > at)
  return outsideHours({ why: between ? 'lunch' : 'closed', name: null, hours })
}

/** The time is somebody else's: what is free nearby, at the same provider first and soon at the others of the place. */
export async function refuseTaken(
  ctx: Context,
  wanted: { visitType: Id<'visit-type'>; provider: Id<'provider'>; minutes: number; startsAt: Temporal.Instant },
  place: { location: Id<'location'>; zone: string },
  resource: 'provider' | 'room' | 'any-room' | 'device' | 'staff',
  room?: string,
): Promise<Refusal> {
  const ground = await searchGround(ctx, {
    visitType: wanted.visitType,
    providers: null,
    locations: null,
    minutes: wanted.minutes,
  })
  const { date } = wallClock(wanted.startsAt, place.zone)
  const today = wallClock(ctx.now, place.zone).date
  const first = date < today ? today : date
  const own = await openingsBetween(ctx, ground, {
    only: [wanted.provider],
    first,
    last: addDays(first, 6),
    notBefore: ctx.now.toString(),
    limit: 60,
  })
  const others = await openingsBetween(ctx, ground, {
    but: [wanted.provider],
    places: [place.location],
    first,
    last: first,
    notBefore: later(wanted.startsAt.subtract({ minutes: 60 }), ctx.now).toString(),
    onePerProvider: true,
    limit: 2,
  })
  const away = (opening: Opening) => Math.abs(Date.parse(opening.startsAt) - wanted.startsAt.epochMilliseconds)
  const near = own.openings.toSorted((a, b) => away(a) - away(b)).slice(0, 3)
  return slotTaken({
    resource,
    provider: wanted.provider,
    ...(room ? { room } : {}),
    startsAt: wanted.startsAt.toString(),
    alternatives: [...near, ...others.openings],
  })
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b)
