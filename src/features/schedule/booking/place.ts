import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { wallClock } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { inThePast, notInUse, type Warning } from '../contract.ts'
import { keepOutside } from '../setting-up/keep-outside.ts'
import { type More, moreThanTime } from './more-than-time.ts'
import { refuseReserved } from './refuse-reserved.ts'
import { refuseOutsideHours, refuseTaken } from './refuse-time.ts'
import { keepTypeRules, type TypeRules } from './type-rules.ts'

/** A start may lie this far back without a word: the patient who stands at the desk is booked into the slot that runs. */
const GRACE_MINUTES = 15
const OLDEST_HOURS = 24

export type Wanted = {
  patient?: Id<'patient'>
  visitType: Id<'visit-type'>
  provider: Id<'provider'>
  startsAt: Temporal.Instant
  minutes?: number | undefined
  location?: Id<'location'> | undefined
  /** An id, 'any', 'none', or nothing: any if the visit type needs one. */
  room?: string | undefined
  /** Room to try before all others. */
  ratherRoom?: string | null
  hold?: Id<'hold'> | undefined
  /** The visit that moves: its own time does not stand in its way. */
  appointment?: Id<'appointment'>
  /** Already inside the visit: a check of the clock makes no sense (the length or room changes only). */
  started?: boolean
  despite: readonly Warning[]
  /** Other visits that move in the same deed: their time does not stand in its way either. */
  siblings?: readonly string[]
  mode?: 'in-person' | 'video' | 'phone' | undefined
  /** A visit that moves may keep a way its type no longer allows, but not get one. */
  newMode?: boolean
  urgent?: boolean | undefined
  /** Only to see: that it lies outside the hours knowingly is not noted. */
  looking?: boolean
}

/** Where and when, checked against everything that can be known before queueing. */
export type Place = {
  patient: Id<'patient'>
  provider: Id<'provider'>
  location: Id<'location'>
  zone: string
  startsAt: string
  endsAt: string
  roomFrom: string
  roomUntil: string
  /** Rooms to try in order; empty: none is wanted. */
  rooms: string[]
  wallStart: string
  minutes: number
  mode: 'in-person' | 'video' | 'phone'
  /** What is wanted beside provider, room and patient, and the limits to be counted; null for the ordinary visit. */
  more: More | null
}

type Looked = TypeRules & {
  patient: Id<'patient'> | null
  minutes: number | null
  needs_room: boolean
  prepare_minutes: number
  clean_minutes: number
  type_retired: boolean
  provider_known: boolean
  provider_left: boolean
  location_id: Id<'location'> | null
  location_closed: boolean
  zone: string
  covered: boolean
  room_known: boolean
  room_location: string | null
  room_closed: boolean
  hold_known: boolean
  taken: boolean
  rooms: string[]
  modes: Place['mode'][]
  seats: number
  /** The group that meets then, if it is one that can be joined. */
  joins: string | null
  limited: boolean
  needs: boolean
}

/** Looks at everything a booking needs in one statement, refuses what can be refused without queueing, and says which rooms may be tried. */
export async function findPlace(ctx: Context, wanted: Wanted): Promise<Place> {
  const room = wanted.room && wanted.room !== 'any' && wanted.room !== 'none' ? wanted.room : null
  let looked = await look(ctx, wanted, room)
  let covered = looked?.covered ?? false
  let inside = covered
  if (looked?.location_id && !covered && looked.provider_known && looked.minutes !== null) {
    const around = await hoursAround(ctx, wanted, wanted.minutes ?? looked.minutes)
    const here = wanted.location ?? around[0]?.location_id
    const hours = around.find(one => one.location_id === (here ?? looked?.location_id))
    covered = hours?.covered ?? false
    inside = hours?.inside ?? false
    if (here && here !== looked.location_id) looked = await look(ctx, { ...wanted, location: here }, room)
  }
  if (!looked || looked.minutes === null) throw notFound({ what: 'visit-type' })
  if (wanted.patient && !looked.patient) throw notFound({ what: 'patient' })
  if (!looked.provider_known) throw notFound({ what: 'provider' })
  if (!looked.location_id) throw notFound({ what: 'location' })
  if (room && !looked.room_known) throw notFound({ what: 'room' })
  if (wanted.hold && !looked.hold_known) throw notFound({ what: 'hold' })
  if (looked.type_retired && !wanted.appointment) throw notInUse({ what: 'visit-type' })
  if (looked.provider_left) throw notInUse({ what: 'provider' })
  if (looked.location_closed) throw notInUse({ what: 'location' })
  if (room && (looked.room_closed || looked.room_location !== looked.location_id)) throw notInUse({ what: 'room' })

  const minutes = wanted.minutes ?? looked.minutes
  const { startsAt } = wanted
  const endsAt = startsAt.add({ minutes })
  if (!wanted.started) refusePast(ctx, wanted)
  await keepTypeRules(ctx, wanted, looked, looked.zone)
  if (!inside && !wanted.despite.includes('outside-hours')) {
    throw await refuseOutsideHours(ctx, wanted.provider, looked.location_id, looked.zone, startsAt)
  }
  if (inside && !covered && !wanted.started && !wanted.despite.includes('reserved')) {
    throw await refuseReserved(ctx, { ...wanted, minutes, location: looked.location_id })
  }
  if (wanted.mode && (!wanted.appointment || wanted.newMode) && !looked.modes.includes(wanted.mode)) {
    throw notInUse({ what: 'mode' })
  }
  const roomWanted =
    wanted.room === 'any' ||
    (looked.needs_room && wanted.room !== 'none' && (wanted.mode ?? 'in-person') === 'in-person')
  const place: Place = {
    patient: looked.patient as Id<'patient'>,
    provider: wanted.provider,
    location: looked.location_id,
    zone: looked.zone,
    startsAt: startsAt.toString(),
    endsAt: endsAt.toString(),
    roomFrom: startsAt.subtract({ minutes: looked.prepare_minutes }).toString(),
    roomUntil: endsAt.add({ minutes: looked.clean_minutes }).toString(),
    rooms: room ? [room] : roomWanted ? looked.rooms : [],
    wallStart: startsAt.toZonedDateTimeISO(looked.zone).toPlainDateTime().toString(),
    minutes,
    mode: wanted.mode ?? looked.modes[0]!,
    more: null,
  }
  if (!covered && !wanted.looking) await keepOutside(ctx, place)
  const overbook = wanted.despite.includes('overbook')
  if (looked.needs || looked.limited || looked.seats > 1 || overbook) {
    place.more = await moreThanTime(ctx, { ...wanted, overbook }, place, looked.seats)
  }
  if (looked.joins) return place
  if (looked.taken && !overbook && looked.seats === 1)
    throw await refuseTaken(ctx, { ...wanted, minutes }, place, 'provider')
  if (place.rooms.length === 0 && roomWanted) {
    throw await refuseTaken(ctx, { ...wanted, minutes }, place, 'any-room')
  }
  return place
}

function refusePast(ctx: Context, wanted: Wanted): void {
  const age = ctx.now.since(wanted.startsAt).total('minutes')
  if (age <= GRACE_MINUTES) return
  if (age <= OLDEST_HOURS * 60 && wanted.despite.includes('in-the-past')) return
  throw inThePast({
    startsAt: wanted.startsAt.toString(),
    now: ctx.now.toString(),
    oldest: ctx.now.subtract({ hours: OLDEST_HOURS }).toString(),
  })
}

/** Where the provider has hours over the whole span, else that day; the best first. covered: hours that take this visit type now; inside: any hours. */
async function hoursAround(ctx: Context, wanted: Wanted, minutes: number) {
  const start = wanted.startsAt.toString()
  const day = wallClock(wanted.startsAt, 'UTC').date
  return await ctx.sql<{ location_id: Id<'location'>; covered: boolean; inside: boolean }>`
    with span as materialized (
      select tstzrange(${start}::timestamptz, ${start}::timestamptz + make_interval(mins => ${minutes}::int)) as wanted
    ),
    hours as materialized (
      select h.location_id, range_agg(h.open) as open, bool_or(h.day = (${start}::timestamptz at time zone h.zone)::date) as same_day
        from schedule.open_hours(array[${wanted.provider}::uuid], null, ${day}::date - 1, ${day}::date + 1) h
       group by h.location_id
    ),
    taking as materialized (
      select h.location_id, range_agg(h.open) as open
        from schedule.open_hours(array[${wanted.provider}::uuid], null, ${day}::date - 1, ${day}::date + 1, ${wanted.visitType}::uuid,
               ${ctx.now.toString()}::timestamptz, ${wanted.urgent ?? false}::boolean) h
       group by h.location_id
    )
    select h.location_id, coalesce(t.open @> span.wanted, false) as covered, h.open @> span.wanted as inside
      from span, hours h left join taking t on t.location_id = h.location_id
     where h.open @> span.wanted or h.same_day
     order by covered desc, inside desc, h.location_id`
}

/** One look at everything. Hours are looked at the short way here: one weekly stretch or extra stretch, begun that day, that holds the whole span and
 *  takes the visit type, with no closure, absence or meeting near it. Whatever is not covered that plainly is settled by hoursAround.
 *  The location: the one named, else where the provider has hours then, else where they usually are. */
async function look(ctx: Context, wanted: Wanted, room: string | null): Promise<Looked | undefined> {
  const start = wanted.startsAt.toString()
  const day = wallClock(wanted.startsAt, 'UTC').date
  const moving = [...(wanted.appointment ? [wanted.appointment] : []), ...(wanted.siblings ?? [])]
  const overbook = wanted.despite.includes('overbook')
  const [looked] = await ctx.sql<Looked>`
    with asked as materialized (
      select ${ctx.practice}::uuid as practice, ${ctx.now.toString()}::timestamptz as now, ${start}::timestamptz as starts_at,
             coalesce(own.minutes, t.minutes) as minutes, coalesce(own.offered, true) as offered, t.room_kind, t.for_whom, t.notice_minutes,
             t.horizon_days, t.bookable_by, t.needs_room, t.modes, t.seats, t.prepare_minutes, t.clean_minutes,
             t.retired_at is not null as type_retired,
             ${start}::timestamptz + make_interval(mins => coalesce(${wanted.minutes ?? null}::int, own.minutes, t.minutes)) as ends_at,
             -- Bounds as plain columns: behind row-level security a bound that is computed from columns finds no index.
             ${start}::timestamptz - interval '25 hours' as earliest, ${start}::timestamptz - make_interval(mins => t.prepare_minutes) as room_from,
             ${start}::timestamptz + make_interval(mins => coalesce(${wanted.minutes ?? null}::int, own.minutes, t.minutes) + t.clean_minutes) as room_until
        from (values (1)) as one
        left join schedule.visit_type t on t.practice_id = ${ctx.practice}::uuid and t.id = ${wanted.visitType}::uuid
        left join schedule.provider_visit_type own
          on own.practice_id = ${ctx.practice}::uuid and own.visit_type_id = ${wanted.visitType}::uuid and own.provider_id = ${wanted.provider}::uuid
    ),
    hours as materialized (
      select w.location_id
        from asked
        cross join lateral (
          select t.location_id, t.from_time, t.to_time, t.weekday, t.valid_from as since, t.valid_to as until, t.every_weeks, t.week, t.visit_types,
                 t.reserve, t.release_hours, null::smallint[] as weekdays
            from schedule.weekly_template t
           where t.practice_id = ${ctx.practice}::uuid and t.provider_id = ${wanted.provider}::uuid
          union all
          select e.location_id, e.from_time, e.to_time, null, e.on_date, e.until_date, 1, 0, null, null, null, e.weekdays
            from schedule.hours_exception e
           where e.practice_id = ${ctx.practice}::uuid and e.provider_id = ${wanted.provider}::uuid and e.kind = 'open' and e.until_date >= ${day}::date - 1
        ) w
        join practice.location l on l.practice_id = ${ctx.practice}::uuid and l.id = w.location_id and l.closed_at is null
        cross join lateral (select (asked.starts_at at time zone l.zone)::date as day) d
       where (${wanted.location ?? null}::uuid is null or w.location_id = ${wanted.location ?? null}::uuid)
         and w.since <= d.day and (w.until is null or w.until >= d.day) and (w.weekday is null or w.weekday = extract(isodow from d.day))
         and (w.weekdays is null or extract(isodow from d.day)::int = any(w.weekdays))
         and (w.every_weeks = 1 or schedule.week_number(d.day) % w.every_weeks = w.week)
         and schedule.wall_range(d.day, w.from_time, w.to_time, l.zone) @> tstzrange(asked.starts_at, asked.ends_at)
         and (w.visit_types is null and w.reserve is null
           or schedule.session_takes(w.visit_types, w.reserve, w.release_hours, schedule.wall_range(d.day, w.from_time, w.to_time, l.zone), d.day, l.zone,
                ${wanted.visitType}::uuid, asked.now, ${wanted.urgent ?? false}::boolean))
         and not exists (
           select from schedule.closed_days(${day}::date - 1, ${day}::date + 1) c where c.location_id is null or c.location_id = w.location_id)
         and not exists (
           select from schedule.hours_exception e
            where e.practice_id = ${ctx.practice}::uuid and e.provider_id = ${wanted.provider}::uuid and e.kind in ('away', 'meeting')
              and e.until_date >= ${day}::date - 2 and e.on_date <= ${day}::date + 1)
       order by w.location_id
       limit 1
    ),
    -- A group in which nobody is but the seat of the hold that is used: with the hold it goes, and its time is free.
    alone as materialized (
      select h.group_session_id as id
        from asked
        join schedule.hold h on h.practice_id = asked.practice and h.id = ${wanted.hold ?? null}::uuid and h.group_session_id is not null
       where not exists (
               select from schedule.appointment a
                where a.practice_id = asked.practice and a.group_session_id = h.group_session_id and a.state not in ('cancelled', 'no-show'))
         and not exists (
               select from schedule.hold other
                where other.practice_id = asked.practice and other.group_session_id = h.group_session_id and other.id <> h.id
                  and other.expires_at > asked.now)
    ),
    place as materialized (
      select coalesce(${wanted.location ?? null}::uuid,
               (select location_id from hours),
               v.location_id,
               (select min(l.id::text)::uuid from practice.location l where l.practice_id = asked.practice and l.closed_at is null)
             ) as location_id,
             v.id is not null as provider_known, v.left_at is not null as provider_left
        from asked
        left join practice.provider v on v.practice_id = asked.practice and v.id = ${wanted.provider}::uuid
    )
    select coalesce(p.merged_into, p.id) as patient,
           asked.minutes, asked.needs_room, asked.modes, asked.seats, asked.prepare_minutes, asked.clean_minutes, asked.type_retired, asked.offered,
           asked.for_whom, asked.notice_minutes, asked.horizon_days, asked.bookable_by,
           place.provider_known, place.provider_left, l.id as location_id, l.closed_at is not null as location_closed, l.zone,
           exists (select from hours h where h.location_id = place.location_id) as covered,
           r.id is not null as room_known, r.location_id as room_location, r.closed_at is not null as room_closed,
           exists (select from schedule.hold h where h.practice_id = asked.practice and h.id = ${wanted.hold ?? null}::uuid) as hold_known,
           exists (
             select from schedule.occupation o
              where o.practice_id = asked.practice and o.resource_id = ${wanted.provider}::uuid and o.live
                and o.starts_at < asked.ends_at and o.starts_at > asked.earliest and o.ends_at > asked.starts_at
                and (o.expires_at is null or o.expires_at > asked.now)
                and (o.appointment_id is null or o.appointment_id <> all(${moving}::uuid[]))
                and (o.hold_id is null or o.hold_id is distinct from ${wanted.hold ?? null}::uuid)
                and (o.group_session_id is null or o.group_session_id is distinct from (select id from alone))
           ) as taken,
           array(
             select free.id from practice.room free
              where free.practice_id = asked.practice and free.location_id = place.location_id and free.closed_at is null
                and (asked.needs_room or ${wanted.room ?? null}::text = 'any') and (asked.room_kind is null or free.kind = asked.room_kind)
                and (${overbook}::boolean or asked.seats > 1 or not exists (
                  select from schedule.occupation o
                   where o.practice_id = asked.practice and o.resource_id = free.id and o.live
                     and o.starts_at < asked.room_until and o.starts_at > asked.earliest and o.ends_at > asked.room_from
                     and (o.expires_at is null or o.expires_at > asked.now)
                     and (o.appointment_id is null or o.appointment_id <> all(${moving}::uuid[]))
                     and (o.hold_id is null or o.hold_id is distinct from ${wanted.hold ?? null}::uuid)
                     and (o.group_session_id is null or o.group_session_id is distinct from (select id from alone))))
              order by free.id <> coalesce(${wanted.ratherRoom ?? null}::uuid, free.id), free.name, free.id
           ) as rooms,
           case when asked.seats > 1 then (
             select g.id from schedule.group_session g
              where g.practice_id = asked.practice and g.visit_type_id = ${wanted.visitType}::uuid and g.provider_id = ${wanted.provider}::uuid
                and g.starts_at = asked.starts_at and g.ends_at = asked.ends_at and g.closed_at is null
           ) end as joins,
           exists (
             select from schedule.visit_limit m
              where m.practice_id = asked.practice and (m.visit_type_id is null or m.visit_type_id = ${wanted.visitType}::uuid)
                and (m.provider_id is null or m.provider_id = ${wanted.provider}::uuid)
           ) as limited,
           exists (
             select from schedule.visit_type_need n where n.practice_id = asked.practice and n.visit_type_id = ${wanted.visitType}::uuid
           ) as needs
      from asked
      cross join place
      left join practice.location l on l.practice_id = asked.practice and l.id = place.location_id
      left join patients.patient p on p.practice_id = asked.practice and p.id = ${wanted.patient ?? null}::uuid
      left join practice.room r on r.practice_id = asked.practice and r.id = ${room}::uuid`
  return looked
}
