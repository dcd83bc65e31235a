import type { World } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'

export type Clinic = {
  location: Id<'location'>
  zone: string
  rooms: Id<'room'>[]
  providers: Id<'provider'>[]
  patients: Id<'patient'>[]
  /** f/u: 20 minutes, no room. */
  followUp: Id<'visit-type'>
  /** proc: 40 minutes in a room, 10 to prepare, 5 to clean. */
  procedure: Id<'visit-type'>
}

/** Writes a small clinic straight into the tables: providers work Monday to Friday 08:00-12:00 and 13:00-17:00. For tests and figures only. */
export async function openClinic(
  world: Pick<World, 'inside'>,
  ask: { providers?: number; rooms?: number; patients?: number; zone?: string; hours?: boolean } = {},
): Promise<Clinic> {
  const { providers = 2, rooms = 2, patients = 4, zone = 'America/New_York', hours = true } = ask
  const many = <Noun extends string>(count: number) => Array.from({ length: count }, () => newId<Noun>())
  const clinic: Clinic = {
    location: newId(),
    zone,
    rooms: many(rooms),
    providers: many(providers),
    patients: many(patients),
    followUp: newId(),
    procedure: newId(),
  }
  const mark = clinic.location.slice(-6)
  await world.inside(async ctx => {
    const here = ctx.practice
    await ctx.sql`insert into practice.location (practice_id, id, name, zone) values (${here}, ${clinic.location}, ${`Testing Street ${mark}`}, ${zone})`
    await ctx.sql`
      insert into practice.room (practice_id, id, location_id, name)
      select ${here}, id, ${clinic.location}, 'Room ' || n from unnest(${clinic.rooms}::uuid[]) with ordinality as r(id, n)`
    await ctx.sql`
      insert into practice.provider (practice_id, id, family, given, credential, location_id)
      select ${here}, id, 'Tester' || lpad(n::text, 3, '0'), 'Ada', 'MD', ${clinic.location}
        from unnest(${clinic.providers}::uuid[]) with ordinality as p(id, n)`
    await ctx.sql`
      insert into patients.patient (practice_id, id, chart_number, family, given, family_n, given_n, registered_at)
      select ${here}, id, ${mark} || n, 'Fictional', 'Patient' || n, 'fictional', 'patient' || n, ${ctx.now.toString()}
        from unnest(${clinic.patients}::uuid[]) with ordinality as p(id, n)`
    await ctx.sql`
      insert into schedule.visit_type (practice_id, id, name, short_name, minutes, prepare_minutes, clean_minutes, step_minutes, color, needs_room)
      values (${here}, ${clinic.followUp}, ${`Follow-up ${mark}`}, ${`fu${mark}`}, 20, 0, 0, 10, 'follow', false),
             (${here}, ${clinic.procedure}, ${`Procedure ${mark}`}, ${`pr${mark}`}, 40, 10, 5, 10, 'proc', true)`
    if (!hours) return
    await ctx.sql`
      insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from)
      select ${here}, gen_random_uuid(), id, ${clinic.location}, day, span.since::time, span.until::time, '2020-01-01'
        from unnest(${clinic.providers}::uuid[]) as p(id), generate_series(1, 5) as day,
             (values ('08:00', '12:00'), ('13:00', '17:00')) as span(since, until)`
  })
  return clinic
}

/** How many pairs of live occupations of one resource overlap: must always be 0. Also counts visits whose time nobody holds. */
export async function overlaps(world: Pick<World, 'asOwner'>): Promise<{ overlapping: number; unclaimed: number }> {
  const [row] = await world.asOwner<{ overlapping: number; unclaimed: number }>(`
    select (select count(*)::int from schedule.occupation a join schedule.occupation b
              on a.practice_id = b.practice_id and a.resource_id = b.resource_id and a.lane = b.lane and a.id < b.id and a.during && b.during
             where a.live and b.live) as overlapping,
           (select count(*)::int from schedule.appointment a
             where a.origin = 'desk' and a.state not in ('cancelled', 'no-show')
               and not exists (select from schedule.occupation o where o.practice_id = a.practice_id and o.live
                                and (o.appointment_id = a.id or o.group_session_id = a.group_session_id)
                                and o.resource_id = a.provider_id and o.starts_at = a.starts_at and o.ends_at = a.ends_at)) as unclaimed`)
  return row!
}
