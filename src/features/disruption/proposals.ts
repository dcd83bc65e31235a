import { daysBetween } from '../../core/calendar-day.ts'
import type { Id } from '../../core/id.ts'
import { minutesBetween, wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import { milesBetween } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { type Openings, openingsFor } from './openings-for.ts'
import { type Head, requireDisruption } from './rows.ts'
import { thingsNeeded } from './things-needed.ts'
import { busyOf, otherRoomsOf, poolMatesOf, type Unsettled, unsettledOf } from './unsettled.ts'
import { costOf, inPlace, type Opening, offerWays, type Way } from './ways-out.ts'

/** Ways out for every visit with nothing decided. Computed from what is free at this moment; the booking itself is the judge. No way: the
 *  patient is called first. */
export const proposals = query(contract.proposals, async (ctx, input) => {
  const head = await requireDisruption(ctx, input.disruption)
  if (head.kind === 'provider-late' || head.ended_at) return { rows: [] }
  const visits = await unsettledOf(ctx, head)
  ctx.concerns(
    visits.map(visit => visit.patient_id),
    { disruption: head.id },
  )
  if (visits.length === 0) return { rows: [] }
  const ids = visits.map(visit => visit.id)
  const openings = await openingsFor(ctx, visits)
  const mates = await poolMatesOf(ctx, [...new Set(visits.map(visit => visit.provider_id))])
  const busy = await busyOf(ctx, [...new Set(visits.map(visit => visit.patient_id))], ids)
  const rooms =
    head.kind === 'room-out' ? await otherRoomsOf(ctx, ids) : new Map<string, { room: string; name: string }[]>()
  const places = await placesOf(ctx)
  const wishes = visits.map(visit => {
    const wantedAt = Date.parse(visit.wanted_at)
    const elsewhere = busy.get(visit.patient_id) ?? []
    const ways = [
      ...stayingWays(head, visit, rooms.get(visit.id) ?? [], places),
      ...elsewhereWays(head, visit, openings(visit), mates, places),
    ]
    const possible = ways.filter(way => {
      const from = Date.parse(way.startsAt)
      const to = from + visit.minutes * 60_000
      return (inPlace(way) || from >= wantedAt) && !elsewhere.some(one => one.from < to && from < one.to)
    })
    return {
      visit,
      appointment: visit.id as string,
      patient: visit.patient_id as string,
      provider: visit.provider_id as string,
      location: visit.location_id as string,
      wantedAt,
      minutes: visit.minutes,
      ways: possible.toSorted((a, b) => costOf(a, { wantedAt }) - costOf(b, { wantedAt })),
    }
  })
  const needed = await thingsNeeded(ctx, wishes)
  const pinned = head.kind === 'room-out'
  const offered = offerWays(wishes, (wish, way) => needed(wish.visit, way), { pinned })
  await addMiles(visits, offered, places)
  return {
    rows: visits.map(visit => ({
      appointment: visit.id,
      version: visit.version,
      proposals: offered.get(visit.id)!.map(way => shown(visit, way)),
    })),
  }
})

type Places = { name: Map<string, string>; postal: Map<string, string>; provider: Map<string, string> }

async function placesOf(ctx: Context): Promise<Places> {
  const rows = await ctx.sql<{ id: string; name: string; postal_code: string | null }>`
    select l.id, l.name, l.postal_code from practice.location l where l.practice_id = ${ctx.practice}::uuid`
  const people = await ctx.sql<{ id: string; name: string }>`
    select p.id, concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) as name
      from practice.provider p where p.practice_id = ${ctx.practice}::uuid`
  return {
    name: new Map(rows.map(row => [row.id, row.name])),
    postal: new Map(rows.flatMap(row => (row.postal_code ? [[row.id, row.postal_code] as const] : []))),
    provider: new Map(people.map(row => [row.id, row.name])),
  }
}

const still = { poolMate: false, otherProvider: false, otherLocation: false, miles: null }

/** Ways that leave the time and the provider as they are: another room, or by video or phone where the room or the house is what is out. */
function stayingWays(
  head: Head,
  visit: Unsettled,
  rooms: readonly { room: string; name: string }[],
  places: Places,
): Way[] {
  if (head.kind === 'provider-away') return []
  const here = {
    ...still,
    provider: visit.provider_id,
    providerName: places.provider.get(visit.provider_id) ?? '',
    location: visit.location_id,
    locationName: places.name.get(visit.location_id) ?? '',
    startsAt: visit.starts_at,
    room: null,
    roomName: null,
  }
  return [
    ...rooms.map(({ room, name }) => ({ ...here, kind: 'other-room' as const, room, roomName: name })),
    ...otherModes(visit).map(kind => ({ ...here, kind })),
  ]
}

/** By video or by phone, if the visit type may be held so and the patient is not here already. */
const otherModes = (visit: Unsettled) =>
  visit.waits || visit.mode !== 'in-person'
    ? []
    : visit.modes.filter((mode): mode is 'video' | 'phone' => mode === 'video' || mode === 'phone')

/** Ways with another time or another provider. The own doctor's next time is always among them where there is one. */
function elsewhereWays(
  head: Head,
  visit: Unsettled,
  openings: Openings,
  mates: ReadonlyMap<string, ReadonlySet<string>>,
  places: Places,
): Way[] {
  const way = (kind: Way['kind'], opening: Opening): Way => ({
    kind,
    provider: opening.provider,
    providerName: opening.providerName,
    location: opening.location,
    locationName: opening.locationName || (places.name.get(opening.location) ?? ''),
    startsAt: opening.startsAt,
    room: null,
    roomName: null,
    poolMate: mates.get(visit.provider_id)?.has(opening.provider) ?? false,
    otherProvider: opening.provider !== visit.provider_id,
    otherLocation: opening.location !== visit.location_id,
    miles: null,
  })
  const far = head.kind === 'provider-away' ? openings.sameDay.filter(one => one.location !== visit.location_id) : []
  return [
    ...otherModes(visit).flatMap(mode => far.map(opening => way(mode, opening))),
    ...(head.kind === 'room-out' ? [] : openings.sameDay.map(opening => way('other-provider', opening))),
    ...openings.sameProvider.map(opening => way('same-provider', opening)),
    ...openings.anybody.map(opening => way('anybody', opening)),
  ]
}

async function addMiles(visits: readonly Unsettled[], offered: Map<string, Way[]>, places: Places): Promise<void> {
  for (const visit of visits) {
    const from = places.postal.get(visit.location_id)
    for (const way of offered.get(visit.id)!.filter(one => one.otherLocation)) {
      const to = places.postal.get(way.location)
      way.miles = from && to ? await milesBetween(from, to) : null
    }
  }
}

function shown(visit: Unsettled, way: Way): contract.ShownProposal {
  const day = (at: string) => wallClock(at, visit.zone).date
  return {
    kind: way.kind,
    provider: way.provider as Id<'provider'>,
    providerName: way.providerName,
    startsAt: Temporal.Instant.from(way.startsAt).toString(),
    location: way.location as Id<'location'>,
    locationName: way.locationName,
    ...(way.room ? { room: way.room as Id<'room'> } : {}),
    roomName: way.roomName,
    zone: visit.zone,
    daysLater: daysBetween(day(visit.wanted_at), day(way.startsAt)),
    minutesLater: minutesBetween(visit.wanted_at, way.startsAt),
    poolMate: way.poolMate,
    otherProvider: way.otherProvider,
    otherLocation: way.otherLocation,
    miles: way.miles,
  }
}
