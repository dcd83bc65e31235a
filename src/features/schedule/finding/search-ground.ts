import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { dayAt } from './wall-seconds.ts'

/** Somebody who may hold the visit, in the order of lists. */
export type Person = { id: string; name: string; rank: number; minutes: number; usual: boolean }
/** `today`: the day that its clock shows now, as a number. */
type Place = { id: string; name: string; zone: string; postalCode: string; today: number }
type Need = { what: 'device'; kind: string } | { what: 'staff'; members: readonly string[] }
export type Limit = {
  type: string | null
  provider: string | null
  per: 'session' | 'day'
  most: number
  kind: 'warn' | 'refuse'
}

/** Everything about a search that does not change from day to day. */
export type SearchGround = {
  zone: string
  /** The earliest day that is today in any of the zones, as a number, and this moment in seconds since 1970. */
  today: number
  now: number
  manyZones: boolean
  urgent: boolean
  visitType: {
    id: string
    minutes: number
    prepareMinutes: number
    cleanMinutes: number
    stepMinutes: number
    needsRoom: boolean
    noticeMinutes: number
    horizonDays: number
    seats: number
  }
  /** How many providers are looked at, and who they are. */
  providers: number
  people: readonly Person[]
  /** True if `people` are all who work here: then no list of them is sent with each question. */
  everybody: boolean
  places: ReadonlyMap<string, Place>
  placesAsked: readonly string[] | null
  /** Rooms that would do, and devices by kind, each with the place where it stands. */
  rooms: readonly { id: string; place: string }[]
  devices: readonly { id: string; place: string; kind: string }[]
  needs: readonly Need[]
  limits: readonly Limit[]
}

type GroundAsk = {
  visitType: Id<'visit-type'>
  providers: readonly string[] | null
  locations: readonly string[] | null
  pools?: readonly string[] | null
  language?: string | null
  /** Whose usual provider comes first. */
  patient?: string | null
  /** Length for everybody, in place of the visit type's and the providers' own. */
  minutes?: number | undefined
  urgent?: boolean
}

/** Visit type, who may hold it and how long each takes, where, and what else it needs; ids of nobody here are refused as not found. */
export async function searchGround(ctx: Context, ask: GroundAsk): Promise<SearchGround> {
  const pools = ask.pools?.length ? [...new Set(ask.pools)] : null
  const { row, people, places } = await readGround(ctx, ask, pools)
  if (ask.providers && row.known < new Set(ask.providers).size) throw notFound({ what: 'provider' })
  if (ask.locations && row.places_known < new Set(ask.locations).size) throw notFound({ what: 'location' })
  if (pools && row.pools_known < pools.length) throw notFound({ what: 'pool' })
  const usual = ask.patient ? await usualProvider(ctx, ask.patient) : null
  const minutes = ask.minutes ?? row.minutes
  const now = Math.ceil(ctx.now.epochMilliseconds / 1000)
  const placesToday = places.map(place => ({ ...place, today: dayAt(now, place.zone) }))
  return {
    zone: row.zone,
    today: Math.min(dayAt(now, row.zone), ...placesToday.map(place => place.today)),
    now,
    manyZones: places.some(place => place.zone !== row.zone),
    urgent: ask.urgent ?? false,
    visitType: {
      id: ask.visitType,
      minutes,
      prepareMinutes: row.prepare_minutes,
      cleanMinutes: row.clean_minutes,
      stepMinutes: row.step_minutes,
      needsRoom: row.needs_room,
      noticeMinutes: row.notice_minutes,
      horizonDays: row.horizon_days,
      seats: row.seats,
    },
    providers: people.length,
    people: people.map(({ id, name, own }, rank) => ({
      id,
      name,
      rank,
      minutes: ask.minutes ?? own ?? minutes,
      usual: id === usual,
    })),
    everybody: !ask.providers && !pools && !ask.language,
    places: new Map(placesToday.map(place => [place.id, place])),
    placesAsked: ask.locations,
    rooms: row.needs_room ? await roomsThatDo(ctx, row.room_kind) : [],
    ...(row.needs > 0 ? await needsOf(ctx, ask.visitType) : { needs: [], devices: [] }),
    limits: row.limits > 0 ? await limitsOf(ctx, ask.visitType) : [],
  }
}

type GroundRow = {
  zone: string
  minutes: number
  prepare_minutes: number
  clean_minutes: number
  step_minutes: number
  needs_room: boolean
  room_kind: string | null
  notice_minutes: number
  horizon_days: number
  seats: number
  known: number
  places_known: number
  pools_known: number
  needs: number
  limits: number
}

/** Visit type, people and places in one round trip: a search is mostly waiting for the database. */
async function readGround(ctx: Context, ask: GroundAsk, pools: string[] | null) {
  const [row] = await ctx.sql<
    Omit<GroundRow, 'minutes'> & {
      minutes: number | null
      people: { id: string; name: string; own: number | null }[]
      places: Omit<Place, 'today'>[]
    }
  >`
    select p.zone, t.minutes, t.prepare_minutes, t.clean_minutes, t.step_minutes, t.needs_room, t.room_kind, t.notice_minutes, t.horizon_days, t.seats,
           (select count(*) from practice.provider v where v.practice_id = p.practice_id and v.id = any(${ask.providers}::uuid[]))::int as known,
           (select count(*) from practice.location l where l.practice_id = p.practice_id and l.id = any(${ask.locations}::uuid[]))::int as places_known,
           (select count(*) from schedule.pool o where o.practice_id = p.practice_id and o.id = any(${pools}::uuid[]))::int as pools_known,
           (select count(*) from schedule.visit_type_need n where n.practice_id = p.practice_id and n.visit_type_id = ${ask.visitType}::uuid)::int as needs,
           (select count(*) from schedule.visit_limit m where m.practice_id = p.practice_id)::int as limits,
           (select coalesce(json_agg(w), '[]') from (
              select v.id, own.minutes as own,
                     concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, '')) as name
                from practice.provider v
                left join schedule.provider_visit_type own on own.practice_id = v.practice_id and own.visit_type_id = ${ask.visitType}::uuid
                 and own.provider_id = v.id
               where v.practice_id = ${ctx.practice}::uuid and v.left_at is null and own.offered is distinct from false
                 and (${ask.language ?? null}::text is null or ${ask.language ?? null}::text = any(v.languages))
                 and ((${ask.providers}::uuid[] is null and ${pools}::uuid[] is null) or v.id = any(${ask.providers}::uuid[])
                      or v.id in (select m.provider_id from schedule.pool_member m
                                   where m.practice_id = ${ctx.practice}::uuid and m.pool_id = any(${pools}::uuid[])))
               order by v.family, v.given, v.id) w) as people,
           (select coalesce(json_agg(w), '[]') from (
              select l.id, l.name, l.zone, coalesce(l.postal_code, '') as "postalCode" from practice.location l
               where l.practice_id = ${ctx.practice}::uuid and l.closed_at is null
                 and (${ask.locations}::uuid[] is null or l.id = any(${ask.locations}::uuid[]))) w) as places
      from practice.practice p
      left join schedule.visit_type t on t.practice_id = p.practice_id and t.id = ${ask.visitType}::uuid
     where p.practice_id = ${ctx.practice}::uuid`
  if (!row || row.minutes === null) throw notFound({ what: 'visit-type' })
  const { people, places, minutes, ...rest } = row
  return { row: { ...rest, minutes }, people, places }
}

/** The provider a patient saw most in the last two years, the latest of equals; visits missed or cancelled say nothing. */
async function usualProvider(ctx: Context, patient: string): Promise<string | null> {
  const since = ctx.now.toZonedDateTimeISO('UTC').subtract({ years: 2 }).toInstant().toString()
  const [row] = await ctx.sql<{ known: boolean; provider_id: string | null }>`
    select true as known, (
      select a.provider_id from schedule.appointment a
       where a.practice_id = p.practice_id and a.patient_id = coalesce(p.merged_into, p.id) and a.starts_at >= ${since}::timestamptz
         and a.starts_at < ${ctx.now.toString()}::timestamptz and a.provider_id is not null and a.state not in ('cancelled', 'no-show')
       group by a.provider_id order by count(*) desc, max(a.starts_at) desc limit 1) as provider_id
      from patients.patient p where p.practice_id = ${ctx.practice}::uuid and p.id = ${patient}::uuid`
  if (!row) throw notFound({ what: 'patient' })
  return row.provider_id
}

const roomsThatDo = (ctx: Context, kind: string | null) => ctx.sql<{ id: string; place: string }>`
  select id, location_id as place from practice.room
   where practice_id = ${ctx.practice}::uuid and closed_at is null and (${kind}::text is null or kind = ${kind}::text)
   order by name, id`

async function needsOf(ctx: Context, type: string): Promise<Pick<SearchGround, 'needs' | 'devices'>> {
  const rows = await ctx.sql<{ what: 'device' | 'staff'; device_kind: string | null; members: string[] }>`
    select n.what, n.device_kind, array(
             select m.provider_id from schedule.pool_member m
               join practice.provider v on v.practice_id = ${ctx.practice}::uuid and v.id = m.provider_id and v.left_at is null
              where m.practice_id = ${ctx.practice}::uuid and m.pool_id = n.pool_id order by v.family, v.given, v.id) as members
      from schedule.visit_type_need n
     where n.practice_id = ${ctx.practice}::uuid and n.visit_type_id = ${type}::uuid order by n.seq`
  const kinds = rows.flatMap(row => row.device_kind ?? [])
  const devices = await ctx.sql<{ id: string; place: string; kind: string }>`
    select id, location_id as place, kind from schedule.device
     where practice_id = ${ctx.practice}::uuid and retired_at is null and kind = any(${kinds}::text[]) order by name, id`
  const needs = rows.map(
    (row): Need =>
      row.what === 'device' ? { what: 'device', kind: row.device_kind! } : { what: 'staff', members: row.members },
  )
  return { needs, devices }
}

const limitsOf = (ctx: Context, type: string) => ctx.sql<Limit>`
  select visit_type_id as type, provider_id as provider, per, most, kind from schedule.visit_limit
   where practice_id = ${ctx.practice}::uuid and (visit_type_id is null or visit_type_id = ${type}::uuid)`
