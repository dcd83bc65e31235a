import type { Context } from '../../platform/context.ts'
import type { Unsettled } from './unsettled.ts'
import type { Need, Way } from './ways-out.ts'

type Type = {
  id: string
  needs_room: boolean
  room_kind: string | null
  prepare: number
  clean: number
  devices: string[]
  /** One list of people a second person is wanted from. */
  staff: { members: string[] }[]
}
type Thing = { id: string; place: string; kind: string }
type Span = { from: number; to: number }
const minute = 60_000

/** What a visit would take beside its provider on a way out: for each room, device and second person it needs, who or what is free for it then.
 *  A room that is named, and whoever stays in the room they have, need no other. */
export async function thingsNeeded(
  ctx: Context,
  wishes: readonly { visit: Pick<Unsettled, 'visit_type_id' | 'minutes' | 'mode'>; ways: readonly Way[] }[],
): Promise<(visit: Pick<Unsettled, 'visit_type_id' | 'minutes' | 'mode'>, way: Way) => Need[]> {
  const types = await typesOf(ctx, [...new Set(wishes.map(wish => wish.visit.visit_type_id))])
  const starts = wishes
    .filter(wish => types.has(wish.visit.visit_type_id))
    .flatMap(wish => wish.ways.map(way => Date.parse(way.startsAt)))
  if (starts.length === 0) return () => []
  const all = [...types.values()]
  const rooms = await roomsOf(ctx)
  const devices = await devicesOf(ctx, [...new Set(all.flatMap(type => type.devices))])
  const people = [...new Set(all.flatMap(type => type.staff.flatMap(one => one.members)))]
  const days = {
    from: new Date(starts.reduce((a, b) => Math.min(a, b))).toISOString(),
    to: new Date(starts.reduce((a, b) => Math.max(a, b))).toISOString(),
  }
  const things = [...rooms, ...devices].map(thing => thing.id)
  const taken = await takenOf(ctx, [...things, ...people], days)
  const working = people.length > 0 ? await workingOf(ctx, people, days) : new Map<string, Span[]>()
  const free = (id: string, span: Span) => !taken.get(id)?.some(one => one.from < span.to && span.from < one.to)
  const at = (list: readonly Thing[], place: string, kind: string | null, span: Span): Need => ({
    ...span,
    anyOf: list
      .filter(one => one.place === place && (!kind || one.kind === kind) && free(one.id, span))
      .map(one => one.id),
  })

  return (visit, way) => {
    const type = types.get(visit.visit_type_id)
    if (!type) return []
    const from = Date.parse(way.startsAt)
    const span = { from, to: from + visit.minutes * minute }
    const inRoom = { from: from - type.prepare * minute, to: span.to + type.clean * minute }
    const remote = way.kind === 'video' || way.kind === 'phone' || visit.mode !== 'in-person'
    // What does not move keeps its devices and its second person.
    if (way.kind === 'other-room') return [{ ...inRoom, anyOf: way.room ? [way.room] : [], room: true }]
    if (remote && !way.otherProvider && way.kind !== 'same-provider') return []
    return [
      ...(type.needs_room && !remote ? [{ ...at(rooms, way.location, type.room_kind, inRoom), room: true }] : []),
      ...type.devices.map(kind => at(devices, way.location, kind, span)),
      ...type.staff.map(({ members }) => ({
        ...span,
        anyOf: members.filter(
          id =>
            id !== way.provider &&
            free(id, span) &&
            working.get(`${id} ${way.location}`)?.some(open => open.from <= span.from && span.to <= open.to),
        ),
      })),
    ]
  }
}

/** Visit types that need more than a provider. */
async function typesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Type>> {
  const rows = await ctx.sql<Type>`
    select t.id, t.needs_room, t.room_kind, t.prepare_minutes as prepare, t.clean_minutes as clean,
           array(select n.device_kind from schedule.visit_type_need n
                  where n.practice_id = t.practice_id and n.visit_type_id = t.id and n.what = 'device' order by n.seq) as devices,
           coalesce((select jsonb_agg(jsonb_build_object('members', coalesce((select jsonb_agg(m.provider_id) from schedule.pool_member m
                              where m.practice_id = n.practice_id and m.pool_id = n.pool_id), '[]'::jsonb)) order by n.seq)
                       from schedule.visit_type_need n
                      where n.practice_id = t.practice_id and n.visit_type_id = t.id and n.what = 'staff'), '[]'::jsonb) as staff
      from schedule.visit_type t
     where t.practice_id = ${ctx.practice}::uuid and t.id = any(${ids}::uuid[])`
  return new Map(rows.map(row => [row.id, row]))
}

const roomsOf = (ctx: Context) => ctx.sql<Thing>`
  select r.id, r.location_id as place, r.kind from practice.room r
   where r.practice_id = ${ctx.practice}::uuid and r.closed_at is null order by r.name, r.id`

const devicesOf = (ctx: Context, kinds: readonly string[]) => ctx.sql<Thing>`
  select d.id, d.location_id as place, d.kind from schedule.device d
   where d.practice_id = ${ctx.practice}::uuid and d.retired_at is null and d.kind = any(${kinds}::text[]) order by d.name, d.id`

async function takenOf(
  ctx: Context,
  ids: readonly string[],
  days: { from: string; to: string },
): Promise<Map<string, Span[]>> {
  const rows = await ctx.sql<{ id: string; starts_at: string; ends_at: string }>`
    select o.resource_id as id, o.starts_at, o.ends_at from schedule.occupation o
     where o.practice_id = ${ctx.practice}::uuid and o.resource_id = any(${ids}::uuid[]) and o.live
       and o.starts_at > ${days.from}::timestamptz - interval '24 hours' and o.starts_at < ${days.to}::timestamptz + interval '24 hours'
       and (o.expires_at is null or o.expires_at > ${ctx.now.toString()}::timestamptz)`
  return grouped(rows)
}

/** When people work, by person and place. */
async function workingOf(
  ctx: Context,
  people: readonly string[],
  days: { from: string; to: string },
): Promise<Map<string, Span[]>> {
  const rows = await ctx.sql<{ id: string; starts_at: string; ends_at: string }>`
    select h.provider_id || ' ' || h.location_id as id, lower(span) as starts_at, upper(span) as ends_at
      from schedule.open_hours(${people}::uuid[], null, (${days.from}::timestamptz)::date - 1, (${days.to}::timestamptz)::date + 1) h
      cross join lateral unnest(h.open) as span`
  return grouped(rows)
}

function grouped(rows: readonly { id: string; starts_at: string; ends_at: string }[]): Map<string, Span[]> {
  const spans = new Map<string, Span[]>()
  for (const { id, starts_at, ends_at } of rows) {
    const known = spans.get(id)
    const span = { from: Date.parse(starts_at), to: Date.parse(ends_at) }
    if (known) known.push(span)
    else spans.set(id, [span])
  }
  return spans
}
