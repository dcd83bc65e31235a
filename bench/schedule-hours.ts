import { setWeeklyTemplate } from '../src/features/schedule/setting-up/set-weekly-template.ts'
import { visitsOutsideHours } from '../src/features/schedule/setting-up/visits-outside-hours.ts'
import type { App } from '../src/platform/context.ts'
import type { CommandOperation } from '../src/platform/feature.ts'
import { perform } from '../src/platform/perform.ts'
import { type BenchAsk, everybody } from './bench-app.ts'
import { alternate, type BenchRow, benchRow } from './measure.ts'
import { type BookedUp, fillSchedule } from './schedule-fill.ts'

const area = 'schedule'

/** A change of one provider's week with 50,000 visits to come in the practice, and the list of all that lie outside their hours. */
export async function hoursBench(app: App, { db, quick, say }: BenchAsk): Promise<BenchRow[]> {
  say('hours over 50,000 visits to come')
  const clinic = await fillSchedule(app, { providers: 50, days: 47, patients: 2_000 })
  const { rows: counted } = await db.owner.query<{ n: number }>(
    'select count(*)::int as n from schedule.appointment where practice_id = $1 and starts_at > now()',
    [clinic.practice],
  )
  const size = `50 providers, ${counted[0]!.n.toLocaleString('en')} visits to come`
  const run = (operation: unknown, input: unknown) =>
    perform(app, operation as CommandOperation, { caller: everybody(clinic.practice), input, requestId: 'bench' })
  const week = (provider: string, from: string) => ({
    provider,
    validFrom: clinic.day(0),
    hours: [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, location: clinic.location, from, to: '17:00' })),
  })
  const provider = (n: number) => clinic.providers[((n % 40) + 40) % 40]!
  const edits = await alternate(
    quick ? 20 : 60,
    n => run(setWeeklyTemplate, week(provider(n), n % 2 === 0 ? '09:00' : '08:00')),
    n => bareEdit(db, clinic, week(clinic.providers[40 + (Math.abs(n) % 10)]!, n % 2 === 0 ? '09:00' : '08:00')),
  )
  const outside = await alternate(
    quick ? 10 : 30,
    () => run(visitsOutsideHours, {}),
    () => bareOutside(db, clinic),
  )
  return [
    benchRow({ area, what: 'template edit', size, target: 'p99 under 250 ms' }, edits),
    benchRow({ area, what: 'visits outside their hours', size, target: 'p99 under 1 s' }, outside),
  ]
}

/** The rows of the week alone, without a look at what falls out. */
async function bareEdit(
  db: BenchAsk['db'],
  clinic: BookedUp,
  week: { provider: string; validFrom: string; hours: { from: string }[] },
) {
  const client = await db.owner.connect()
  try {
    await client.query('begin')
    await client.query(
      'update schedule.weekly_template set valid_to = $3::date - 1 where practice_id = $1 and provider_id = $2 and valid_from < $3 and valid_to is null',
      [clinic.practice, week.provider, week.validFrom],
    )
    await client.query(
      'delete from schedule.weekly_template where practice_id = $1 and provider_id = $2 and valid_from >= $3',
      [clinic.practice, week.provider, week.validFrom],
    )
    await client.query(
      `insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from)
       select $1, gen_random_uuid(), $2, $3, d, $5::time, '17:00', $4 from generate_series(1, 7) d`,
      [clinic.practice, week.provider, clinic.location, week.validFrom, week.hours[0]!.from],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** The same list for a practice without closures, absences, nights and rhythms: visits that no stretch of their weekday holds. */
const bareOutside = (db: BenchAsk['db'], clinic: BookedUp) =>
  db.owner.query(
    `select a.id, a.starts_at
       from schedule.appointment a
       join patients.patient p on p.practice_id = a.practice_id and p.id = a.patient_id
      where a.practice_id = $1 and a.starts_at > now() and a.state in ('booked', 'confirmed')
        and not exists (
          select from schedule.weekly_template t
           where t.practice_id = a.practice_id and t.provider_id = a.provider_id and t.location_id = a.location_id
             and t.weekday = extract(isodow from a.starts_at at time zone a.zone)
             and (a.starts_at at time zone a.zone)::date between t.valid_from and coalesce(t.valid_to, 'infinity')
             and (a.starts_at at time zone a.zone)::time >= t.from_time and (a.ends_at at time zone a.zone)::time <= t.to_time)
      order by a.starts_at
      limit 100`,
    [clinic.practice],
  )
