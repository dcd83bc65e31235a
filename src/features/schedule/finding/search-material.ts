import type { Context } from '../../../platform/context.ts'
import type { SearchGround } from './search-ground.ts'
import type { Spans } from './spans.ts'
import { instantText, wallSecond } from './wall-seconds.ts'

/** Weekly hours of one provider at one place, held on one weekday; times in seconds of the day, days as numbers. */
export type Weekly = {
  provider: string
  place: string
  weekday: number
  from: number
  to: number
  since: number
  until: number | null
  every: number
  week: number
  /** False: kept for other visit types. */
  forType: boolean
  reserve: 'same-day' | 'same-week' | 'urgent' | null
  releaseHours: number | null
}

/** Hours of some days: more of them (at a place) or fewer (away, a meeting). No times: the whole of each day. */
export type Exception = {
  provider: string
  place: string | null
  kind: 'open' | 'away' | 'meeting'
  on: number
  until: number
  from: number | null
  to: number | null
  weekdays: number[] | null
  reason: string
}

export type Closed = {
  place: string | null
  on: number
  until: number
  from: number | null
  to: number | null
  name: string
}

/** A visit that counts for a limit. */
type Counted = { type: string; at: number; group: string | null }
type Group = { provider: string; place: string; at: number; until: number; left: number }

/** What the days from `first` to `last` hold, as it was read. */
export type Material = {
  first: number
  last: number
  weekly: ReadonlyMap<string, readonly Weekly[]>
  exceptions: ReadonlyMap<string, readonly Exception[]>
  closed: readonly Closed[]
  taken: ReadonlyMap<string, Spans>
  counted: ReadonlyMap<string, readonly Counted[]>
  groups: ReadonlyMap<string, readonly Group[]>
}

type MaterialAsk = {
  first: number
  last: number
  /** Only these of the ground's people; null: all of them. */
  people: readonly string[] | null
  /** Starts before this moment are not wanted. */
  notBefore: number
  /** Starts after this moment are not wanted: what is taken later is not read. */
  notAfter?: number
  /** The search will look as far as this day: the rules of work are read up to there at once, and only once. */
  rulesUntil?: number
  /** A visit that is being moved, or a hold that is being used: its own time counts as free. */
  ignoring?: string | null
}

/** Longest reach of a claim beyond its start: twelve hours a provider or device, twenty a room (migration 0005). */
const LONGEST_S = { provider: 12 * 3600, room: 20 * 3600 }

/** Reads what a search over some days needs: hours as rules, and whose time is taken. */
export async function searchMaterial(ctx: Context, ground: SearchGround, ask: MaterialAsk): Promise<Material> {
  const staff = ground.needs.flatMap(need => (need.what === 'staff' ? need.members : []))
  // Where nearly everybody is asked about, all are read: a long list costs more than the rows that nobody needs.
  const all = ground.everybody && (ask.people === null || ask.people.length > ground.people.length / 2)
  const people = ask.people ?? ground.people.map(person => person.id)
  const working = [...new Set([...people, ...staff])]
  const zones = [...new Set([...ground.places.values()].map(place => place.zone))]
  const dayFrom = Math.min(...zones.map(zone => wallSecond(ask.first, 0, zone)))
  const dayUntil = Math.max(...zones.map(zone => wallSecond(ask.last + 1, 0, zone)))
  const longest = people.length > 0 ? Math.max(...ground.people.map(person => person.minutes)) * 60 : 0
  const since = Math.max(dayFrom, Math.min(ask.notBefore, dayUntil))
  const until = Math.min(dayUntil, (ask.notAfter ?? dayUntil) + 1)
  const { prepareMinutes, cleanMinutes } = ground.visitType
  const reach = {
    provider: { since, until: until + longest },
    room: { since: since - prepareMinutes * 60, until: until + longest + cleanMinutes * 60 },
  }
  const rules = await rulesFor(ctx, ground, ask, all && staff.length === 0 ? null : working)
  return {
    first: ask.first,
    last: ask.last,
    weekly: byProvider(rules.weekly),
    exceptions: byProvider(rules.exceptions),
    closed: rules.closed,
    taken: await takenOf(
      ctx,
      working.concat(ground.devices.map(device => device.id)),
      ground.rooms.map(room => room.id),
      reach,
      ask,
    ),
    counted: ground.limits.length > 0 ? await countedOf(ctx, ground, people, dayFrom, dayUntil, ask) : new Map(),
    groups: ground.visitType.seats > 1 ? byProvider(await groupsOf(ctx, ground, people, since, dayUntil)) : new Map(),
  }
}

type Rules = { weekly: Weekly[]; exceptions: Exception[]; closed: Closed[] }

const rulesRead = new WeakMap<SearchGround, { first: number; last: number; rules: Promise<Rules> }>()

/** The rules for a window; of a search that goes on for long, those of everybody in it are read once for all windows. What falls on other days
 *  than the window's is left aside when they are applied. */
async function rulesFor(ctx: Context, ground: SearchGround, ask: MaterialAsk, asked: string[] | null): Promise<Rules> {
  if (ask.rulesUntil === undefined) return rulesOf(ctx, ground, asked, ask)
  let known = rulesRead.get(ground)
  if (!known || ask.first < known.first || ask.last > known.last) {
    const staff = ground.needs.flatMap(need => (need.what === 'staff' ? need.members : []))
    const whole = ground.everybody && staff.length === 0 ? null : [...ground.people.map(each => each.id), ...staff]
    const days = { first: ask.first, last: Math.max(ask.last, ask.rulesUntil) }
    known = { ...days, rules: rulesOf(ctx, ground, whole, { ...ask, ...days }) }
    rulesRead.set(ground, known)
  }
  const rules = await known.rules
  // Closed times are reckoned once for each list of closures, and for a window's days only: a window has a list of its own.
  return { ...rules, closed: [...rules.closed] }
}

/** The rules of work that hold around the days asked for: weekly hours, other hours of some days, closures. `asked` null: everybody's. One
 *  round trip, as JSON: thousands of rules are read from it faster than from rows. */
async function rulesOf(ctx: Context, ground: SearchGround, asked: string[] | null, ask: MaterialAsk): Promise<Rules> {
  // A window of a few days needs the hours of those weekdays only; nights begun the day before are among them.
  const days = ask.last - ask.first >= 4 ? 7 : ask.last - ask.first + 3
  const weekdays = Array.from({ length: days }, (_, n) => ((ask.first - 1 + n + 3) % 7) + 1)
  const [row] = await ctx.sql<Rules>`
    with span as materialized (select date '1970-01-01' + ${ask.first - 1}::int as first, date '1970-01-01' + ${ask.last + 1}::int as last),
    who as materialized (
      select coalesce(${asked}::uuid[], array(select v.id from practice.provider v where v.practice_id = ${ctx.practice}::uuid and v.left_at is null)) as ids)
    select (select coalesce(json_agg(w), '[]') from (
              select t.provider_id as provider, t.location_id as place, t.weekday, date_part('epoch', t.from_time)::int as from,
                     date_part('epoch', t.to_time)::int as to, t.valid_from - date '1970-01-01' as since, t.valid_to - date '1970-01-01' as until,
                     t.every_weeks as every, t.week, t.visit_types is null or ${ground.visitType.id}::uuid = any(t.visit_types) as "forType", t.reserve,
                     t.release_hours as "releaseHours"
                from schedule.weekly_template t
               where t.practice_id = ${ctx.practice}::uuid and t.provider_id = any((select ids from who)::uuid[]) and t.weekday = any(${weekdays}::int[])
                 and t.valid_from <= (select last from span) and (t.valid_to is null or t.valid_to >= (select first from span))) w) as weekly,
           (select coalesce(json_agg(w), '[]') from (
              select e.provider_id as provider, e.location_id as place, e.kind, e.on_date - date '1970-01-01' as on, e.until_date - date '1970-01-01' as until,
                     date_part('epoch', e.from_time)::int as from, date_part('epoch', e.to_time)::int as to, e.weekdays, e.reason
                from schedule.hours_exception e
               where e.practice_id = ${ctx.practice}::uuid and e.provider_id = any((select ids from who)::uuid[])
                 and e.until_date >= (select first from span) and e.on_date <= (select last from span)) w) as exceptions,
           (select coalesce(json_agg(w), '[]') from (
              select c.location_id as place, c.on_date - date '1970-01-01' as on, c.until_date - date '1970-01-01' as until,
                     date_part('epoch', c.from_time)::int as from, date_part('epoch', c.to_time)::int as to, c.name
                from schedule.closed_days((select first from span), (select last from span)) c) w) as closed`
  return row!
}

/** Whose time is taken, as stretches that do not touch. Merged here and not in the database: sending and reading a stretch costs less than sorting it there. */
async function takenOf(
  ctx: Context,
  people: string[],
  rooms: string[],
  reach: Record<'provider' | 'room', { since: number; until: number }>,
  ask: MaterialAsk,
): Promise<Map<string, Spans>> {
  const taken = new Map<string, Spans>()
  const read = async (resources: string[], kind: 'provider' | 'room') => {
    if (resources.length === 0) return
    const { since, until } = reach[kind]
    // As bytes, in seconds from where the search begins: a third less work for the database than to write them out, and for whoever reads them.
    const rows = await ctx.sql<{ resource: string; spans: Buffer }>`
      select o.resource_id as resource,
             string_agg(int4send((date_part('epoch', o.starts_at) - ${since}::float8)::int4)
                     || int4send((date_part('epoch', o.ends_at) - ${since}::float8)::int4), ''::bytea order by o.starts_at) as spans
        from schedule.occupation o
       where o.practice_id = ${ctx.practice}::uuid and o.resource_id = any(${resources}::uuid[]) and o.live
         and o.starts_at > ${instantText(since - LONGEST_S[kind])}::timestamptz and o.starts_at < ${instantText(until)}::timestamptz
         and o.ends_at > ${instantText(since)}::timestamptz
         and (o.expires_at is null or o.expires_at > ${ctx.now.toString()}::timestamptz)
         and (${ask.ignoring ?? null}::uuid is null or (o.appointment_id is distinct from ${ask.ignoring ?? null}::uuid
              and o.hold_id is distinct from ${ask.ignoring ?? null}::uuid))
       group by o.resource_id`
    for (const row of rows) taken.set(row.resource, inOrder(secondsOf(row.spans, since)))
  }
  await read(people, 'provider')
  await read(rooms, 'room')
  return taken
}

const secondsOf = (bytes: Buffer, since: number): number[] =>
  Array.from({ length: bytes.length / 4 }, (_, n) => since + bytes.readInt32BE(4 * n))

/** Brings stretches that are in order of their starts together. */
function inOrder(pairs: number[]): number[] {
  let end = 1
  for (let n = 2; n < pairs.length; n += 2) {
    if (pairs[n]! <= pairs[end]!) {
      if (pairs[n + 1]! > pairs[end]!) pairs[end] = pairs[n + 1]!
    } else {
      pairs[end + 1] = pairs[n]!
      pairs[end + 2] = pairs[n + 1]!
      end += 2
    }
  }
  pairs.length = end + 1
  return pairs
}

async function countedOf(
  ctx: Context,
  ground: SearchGround,
  people: readonly string[],
  from: number,
  until: number,
  ask: MaterialAsk,
) {
  // A session may have begun the day before and end the day after.
  const [since, to] = [instantText(from - 86_400), instantText(until + 86_400)]
  const type = ground.limits.some(limit => limit.type === null) ? null : ground.visitType.id
  const rows = await ctx.sql<Counted & { provider: string }>`
    select a.provider_id as provider, a.visit_type_id as type, date_part('epoch', a.starts_at)::int8 as at, a.group_session_id as group
      from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.provider_id = any(${people}::uuid[]) and a.origin = 'desk'
       and a.starts_at >= ${since}::timestamptz and a.starts_at < ${to}::timestamptz and a.state not in ('cancelled', 'no-show')
       and (${type}::uuid is null or a.visit_type_id = ${type}::uuid) and a.id is distinct from ${ask.ignoring ?? null}::uuid
    union all
    select h.provider_id, h.visit_type_id, date_part('epoch', h.starts_at)::int8, h.group_session_id
      from schedule.hold h
     where h.practice_id = ${ctx.practice}::uuid and h.provider_id = any(${people}::uuid[]) and h.expires_at > ${ctx.now.toString()}::timestamptz
       and h.starts_at >= ${since}::timestamptz and h.starts_at < ${to}::timestamptz
       and (${type}::uuid is null or h.visit_type_id = ${type}::uuid) and h.id is distinct from ${ask.ignoring ?? null}::uuid`
  return byProvider(rows)
}

/** Groups that meet already and have a seat left, held ones counted as taken: their time is taken, and yet one may join. */
const groupsOf = (
  ctx: Context,
  ground: SearchGround,
  people: readonly string[],
  since: number,
  until: number,
) => ctx.sql<Group>`
  select g.provider_id as provider, g.location_id as place, date_part('epoch', g.starts_at)::int8 as at, date_part('epoch', g.ends_at)::int8 as until,
         g.seats - taken.seats as left
    from schedule.group_session g
    cross join lateral (
      select (select count(*)::int from schedule.appointment a
               where a.practice_id = g.practice_id and a.group_session_id = g.id and a.state not in ('cancelled', 'no-show'))
           + (select count(*)::int from schedule.hold h
               where h.practice_id = g.practice_id and h.group_session_id = g.id and h.expires_at > ${ctx.now.toString()}::timestamptz) as seats
    ) taken
   where g.practice_id = ${ctx.practice}::uuid and g.closed_at is null and g.visit_type_id = ${ground.visitType.id}::uuid
     and g.provider_id = any(${people}::uuid[]) and g.starts_at >= ${instantText(since)}::timestamptz and g.starts_at < ${instantText(until)}::timestamptz
     and taken.seats between 1 and g.seats - 1`

function byProvider<Row extends { provider: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const known = found.get(row.provider)
    if (known) known.push(row)
    else found.set(row.provider, [row])
  }
  return found
}
