import type { World } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import type { Given, Taken, WallSpan } from './naive-search.fixture.ts'

export type Written = {
  location: Id<'location'>
  visitType: Id<'visit-type'>
  providers: Id<'provider'>[]
}

const text = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const times = (span: WallSpan | null) => ({
  from_time: span ? text(span.from) : null,
  to_time: span ? text(span.to) : null,
})
const instant = (minute: number) => new Date(minute * 60_000).toISOString()

/** Writes a whole set of given things into the tables, each kind in one statement. Limits and holidays of earlier sets go: they hold everywhere. */
export async function writeGiven(world: World, patient: string, given: Given): Promise<Written> {
  const made = {
    location: newId<'location'>(),
    visitType: newId<'visit-type'>(),
    other: newId<'visit-type'>(),
    providers: given.providers.map(() => newId<'provider'>()),
  }
  const rooms = given.rooms.map(room => ({ ...room, id: newId() as string }))
  const devices = given.devices.map(device => ({ ...device, id: newId() as string }))
  const pools = given.needs.map(need => ({ id: newId() as string, staff: 'staff' in need ? need.staff : [] }))
  const mark = made.visitType.slice(-12)
  const typesOf = { all: null, this: [made.visitType], other: [made.other] }
  const rows = {
    weekly: given.providers.flatMap((provider, n) =>
      provider.stretches.map(each => ({
        provider: made.providers[n],
        weekday: each.weekday,
        ...times(each),
        every: each.every,
        week: each.week,
        since: each.since,
        until: each.until,
        types: typesOf[each.forTypes],
        reserve: each.reserve,
        release: each.releaseHours,
      })),
    ),
    exceptions: given.providers.flatMap((provider, n) =>
      provider.exceptions.map(each => ({
        provider: made.providers[n],
        kind: each.kind,
        place: each.kind === 'open' ? made.location : null,
        on_date: each.on,
        until_date: each.until,
        ...times(each.span),
        weekdays: each.weekdays,
      })),
    ),
    taken: [
      ...given.providers.flatMap((provider, n) =>
        provider.taken.map(each => taking('provider', made.providers[n]!, each)),
      ),
      ...rooms.flatMap(room => room.taken.map(each => taking('room', room.id, each))),
      ...devices.flatMap(device => device.taken.map(each => taking('device', device.id, each))),
    ],
  }
  await world.inside(async ctx => {
    const here = ctx.practice
    await ctx.sql`delete from schedule.visit_limit where practice_id = ${here}`
    await ctx.sql`delete from schedule.holiday_rule where practice_id = ${here}`
    await ctx.sql`insert into practice.location (practice_id, id, name, zone) values (${here}, ${made.location}, ${mark}, ${given.zone})`
    await ctx.sql`
      insert into schedule.visit_type (practice_id, id, name, short_name, minutes, prepare_minutes, clean_minutes, step_minutes, needs_room, room_kind,
             notice_minutes, horizon_days)
      values (${here}, ${made.visitType}, ${mark}, ${mark}, ${given.minutes}, ${given.prepare}, ${given.clean}, ${given.step}, ${given.needsRoom}, 'exam',
              ${given.notice}, ${given.horizon}),
             (${here}, ${made.other}, ${`${mark} other`}, ${mark.slice(1)}, 20, 0, 0, 10, false, null, 0, 366)`
    await ctx.sql`
      insert into practice.provider (practice_id, id, family, given, location_id)
      select ${here}, id, 'Tester' || lpad(n::text, 3, '0'), 'Ada', ${made.location}::uuid from unnest(${made.providers}::uuid[]) with ordinality as p(id, n)`
    await ctx.sql`
      insert into schedule.provider_visit_type (practice_id, provider_id, visit_type_id, offered, minutes)
      select ${here}, r.provider, ${made.visitType}, r.offered, r.minutes
        from jsonb_to_recordset(${json(given.providers.map((each, n) => ({ provider: made.providers[n], offered: each.offered, minutes: each.minutes })))}::jsonb)
             as r(provider uuid, offered boolean, minutes int)
       where not r.offered or r.minutes is not null`
    await ctx.sql`
      insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, every_weeks, week, valid_from, valid_to,
             visit_types, reserve, release_hours)
      select ${here}, gen_random_uuid(), r.provider, ${made.location}, r.weekday, r.from_time, r.to_time, r.every, r.week, r.since, r.until, r.types, r.reserve,
             r.release
        from jsonb_to_recordset(${json(rows.weekly)}::jsonb) as r(provider uuid, weekday int, from_time time, to_time time, every int, week int, since date,
             until date, types uuid[], reserve text, release int)`
    await ctx.sql`
      insert into schedule.hours_exception (practice_id, id, provider_id, kind, location_id, on_date, until_date, from_time, to_time, weekdays)
      select ${here}, gen_random_uuid(), r.provider, r.kind, r.place, r.on_date, r.until_date, r.from_time, r.to_time, r.weekdays
        from jsonb_to_recordset(${json(rows.exceptions)}::jsonb) as r(provider uuid, kind text, place uuid, on_date date, until_date date, from_time time,
             to_time time, weekdays smallint[])`
    await ctx.sql`
      insert into schedule.closure (practice_id, id, location_id, on_date, until_date, from_time, to_time, name)
      select ${here}, gen_random_uuid(), ${made.location}, r.on_date, r.until_date, r.from_time, r.to_time, 'Storm'
        from jsonb_to_recordset(${json(given.closed.map(each => ({ on_date: each.on, until_date: each.until, ...times(each.span) })))}::jsonb)
             as r(on_date date, until_date date, from_time time, to_time time)`
    await ctx.sql`
      insert into schedule.holiday_rule (practice_id, id, location_id, name, kind, month, day, from_time, to_time)
      select ${here}, gen_random_uuid(), ${made.location}, 'Holiday', 'fixed', r.month, r.day, r.from_time, r.to_time
        from jsonb_to_recordset(${json(given.holidays.map(each => ({ month: each.month, day: each.day, ...times(each.span) })))}::jsonb)
             as r(month int, day int, from_time time, to_time time)`
    await ctx.sql`
      insert into practice.room (practice_id, id, location_id, name, kind)
      select ${here}, r.id, ${made.location}, r.id::text, case when r.fits then 'exam' else 'office' end
        from jsonb_to_recordset(${json(rooms)}::jsonb) as r(id uuid, fits boolean)`
    await ctx.sql`
      insert into schedule.device (practice_id, id, location_id, name, kind)
      select ${here}, r.id, ${made.location}, r.id::text, r.kind from jsonb_to_recordset(${json(devices)}::jsonb) as r(id uuid, kind text)`
    await ctx.sql`
      insert into schedule.pool (practice_id, id, name)
      select ${here}, r.id, r.id::text from jsonb_to_recordset(${json(pools)}::jsonb) as r(id uuid)`
    await ctx.sql`
      insert into schedule.pool_member (practice_id, pool_id, provider_id)
      select ${here}, r.pool, r.provider
        from jsonb_to_recordset(${json(pools.flatMap(pool => [...new Set(pool.staff)].map(n => ({ pool: pool.id, provider: made.providers[n] }))))}::jsonb)
             as r(pool uuid, provider uuid)`
    await ctx.sql`
      insert into schedule.visit_type_need (practice_id, visit_type_id, seq, what, device_kind, pool_id)
      select ${here}, ${made.visitType}, r.seq, case when r.kind is null then 'staff' else 'device' end, r.kind, r.pool
        from jsonb_to_recordset(${json(given.needs.map((need, n) => ('device' in need ? { seq: n + 1, kind: need.device } : { seq: n + 1, pool: pools[n]!.id })))}::jsonb)
             as r(seq int, kind text, pool uuid)`
    await ctx.sql`
      insert into schedule.visit_limit (practice_id, id, visit_type_id, provider_id, per, most, kind)
      select ${here}, gen_random_uuid(), r.type, r.provider, r.per, r.most, r.kind
        from jsonb_to_recordset(${json(given.limits.map(each => ({ ...each, type: each.type && made.visitType, provider: each.provider === null ? null : made.providers[each.provider] })))}::jsonb)
             as r(type uuid, provider uuid, per text, most int, kind text)`
    await ctx.sql`
      with taken as materialized (
        select gen_random_uuid() as visit, r.kind, r.resource, r.type, r.since, r.until, r.lane
          from jsonb_to_recordset(${json(rows.taken)}::jsonb) as r(kind text, resource uuid, type text, since timestamptz, until timestamptz, lane int)
      ), visits as (
        insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone, state,
               state_since, origin)
        select ${here}, visit, ${patient}::uuid, case type when 'this' then ${made.visitType}::uuid else ${made.other}::uuid end,
               case when kind = 'provider' then resource end, ${made.location}::uuid, since, since + interval '5 minutes', since at time zone ${given.zone},
               ${given.zone}, 'booked', since, case when kind = 'provider' then 'desk' else 'import' end
          from taken
      )
      insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, during, lane)
      select ${here}, kind, resource, visit, tstzrange(since, until), lane from taken`
  })
  return made
}

const json = (rows: unknown) => JSON.stringify(rows)
const taking = (kind: string, resource: string, each: Taken) => ({
  kind,
  resource,
  type: each.type,
  since: instant(each.from),
  until: instant(each.to),
  lane: each.lane,
})
