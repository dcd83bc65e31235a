import { type Id, newId } from '../src/core/id.ts'
import { foundPractice } from '../src/features/practice/index.ts'
import { loadVisits, type StoriedVisit } from '../src/features/schedule/booking/load-visits.ts'
import type { App } from '../src/platform/context.ts'
import { inTransaction } from '../src/platform/transaction.ts'
import { everybody } from './bench-app.ts'

const zone = 'America/New_York'

/** A practice whose today is full: so many providers who work from six to ten, so many visits over all of them, the first of them in rooms,
 *  and one person who may see it. */
export async function fillBoard(
  app: App,
  size: { providers: number; rooms: number; visits: number },
): Promise<{ practice: Id<'practice'>; staff: Id<'staff'>; visits: number }> {
  const practice = newId<'practice'>()
  const staff = newId<'staff'>()
  const location = newId<'location'>()
  const visitType = newId<'visit-type'>()
  const many = <Noun extends string>(count: number) => Array.from({ length: count }, () => newId<Noun>())
  const providers = many<'provider'>(size.providers)
  const patients = many<'patient'>(400)
  const rooms = many<'room'>(size.rooms)
  const today = app.clock.now().toZonedDateTimeISO(zone).toPlainDate()
  const begins = today.toZonedDateTime({ timeZone: zone, plainTime: '08:00' }).toInstant()
  await foundPractice(app, { id: practice, name: 'Bench Street Clinic', zone }, async (ctx, roles) => {
    await ctx.sql`insert into practice.staff (practice_id, id, name, email, created_at) values (${practice}, ${staff}, 'Bench Desk', ${`bench.${staff}@example.org`}, ${ctx.now.toString()})`
    await ctx.sql`insert into practice.staff_role (practice_id, staff_id, role_id) values (${practice}, ${staff}, ${roles.secretary!})`
  })
  await inTransaction(app, everybody(practice), 'bench', async ctx => {
    await ctx.sql`insert into practice.location (practice_id, id, name, zone) values (${practice}, ${location}, 'Bench Street', ${zone})`
    await ctx.sql`
      insert into practice.room (practice_id, id, location_id, name)
      select ${practice}, id, ${location}, 'Room ' || n from unnest(${rooms}::uuid[]) with ordinality as r(id, n)`
    await ctx.sql`
      insert into practice.provider (practice_id, id, family, given, location_id)
      select ${practice}, id, 'Bench' || n, 'Ada', ${location} from unnest(${providers}::uuid[]) with ordinality as p(id, n)`
    await ctx.sql`
      insert into patients.patient (practice_id, id, chart_number, family, given, family_n, given_n, registered_at)
      select ${practice}, id, n::text, 'Fictional' || n, 'Bench', 'fictional' || n, 'bench', ${ctx.now.toString()}
        from unnest(${patients}::uuid[]) with ordinality as p(id, n)`
    await ctx.sql`
      insert into schedule.visit_type (practice_id, id, name, short_name, minutes, step_minutes) values (${practice}, ${visitType}, 'Follow-up', 'f/u', 15, 5)`
    await ctx.sql`
      insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from)
      select ${practice}, gen_random_uuid(), p, ${location}, d, '06:00', '22:00', '2020-01-01' from unnest(${providers}::uuid[]) p, generate_series(1, 7) d`
    const visits: StoriedVisit[] = Array.from({ length: size.visits }, (_, n) => {
      const startsAt = begins.add({ minutes: 15 * Math.floor(n / size.providers) })
      const endsAt = startsAt.add({ minutes: 15 })
      return {
        patient: patients[(n * 7) % patients.length]!,
        visitType,
        provider: providers[n % size.providers]!,
        location,
        // The first so many providers each see their patients in a room of their own.
        room: rooms[n % size.providers] ?? null,
        zone,
        startsAt,
        endsAt,
        roomFrom: startsAt,
        roomUntil: endsAt,
        note: '',
        interpreter: null,
        facts: [
          { what: 'booked', at: startsAt.subtract({ hours: 200 }), reason: null, by: staff, byName: 'Bench Desk' },
          ...(n % 3 === 0
            ? [
                {
                  what: 'confirmed' as const,
                  at: startsAt.subtract({ hours: 30 }),
                  reason: null,
                  by: staff,
                  byName: 'Bench Desk',
                },
              ]
            : []),
        ],
      } as StoriedVisit
    })
    await loadVisits(ctx, visits)
  })
  return { practice, staff, visits: size.visits }
}
