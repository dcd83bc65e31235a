import { migrations } from '../../platform/migrate.ts'
import type { Check } from './finding.ts'

export const checkPostgres: Check = async ({ app, postgres }) => {
  const { rows } = await app.db.owner.query<{
    version: string
    fsync: string
    pages: string
    commit: string
    checksums: string
  }>(
    `select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('fsync') as fsync,
            current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commit,
            current_setting('data_checksums') as checksums`,
  )
  const { version, fsync, pages, commit, checksums } = rows[0]!
  const lossy = [
    fsync === 'off' && 'fsync',
    pages === 'off' && 'full_page_writes',
    commit === 'off' && 'synchronous_commit',
  ].filter(Boolean)
  const kind = postgres.kind === 'url' ? 'of DATABASE_URL' : 'embedded'
  if (lossy.length > 0) {
    return {
      check: 'PostgreSQL',
      state: 'bad',
      says: `${version} ${kind}: ${lossy.join(', ')} off, saved work may be lost`,
    }
  }
  if (checksums === 'off')
    return { check: 'PostgreSQL', state: 'watch', says: `${version} ${kind}, without data checksums` }
  return { check: 'PostgreSQL', state: 'good', says: `${version} ${kind}, durable, with checksums` }
}

export const checkMigrations: Check = async ({ app }) => {
  const here = await app.db.owner.query<{ there: boolean }>(
    `select to_regclass('public.anteroom_migration') is not null as there`,
  )
  const done = here.rows[0]?.there
    ? (
        await app.db.owner.query<{ number: number; sha256: string }>(
          'select number, sha256 from public.anteroom_migration',
        )
      ).rows
    : []
  const known = migrations()
  const open = known.filter(({ number }) => !done.some(row => row.number === number))
  const edited = known.filter(({ number, sha256 }) => done.some(row => row.number === number && row.sha256 !== sha256))
  const beyond = done.filter(({ number }) => !known.some(migration => migration.number === number))
  if (beyond.length > 0) return { check: 'migrations', state: 'bad', says: 'the database is newer than this program' }
  if (edited.length > 0)
    return { check: 'migrations', state: 'bad', says: `changed after use: ${edited.map(m => m.name).join(', ')}` }
  if (open.length > 0) return { check: 'migrations', state: 'watch', says: `${open.length} to apply: anteroom migrate` }
  return { check: 'migrations', state: 'good', says: `all ${known.length} applied` }
}

const exists = async (app: Parameters<Check>[0]['app'], table: string): Promise<boolean> =>
  (await app.db.owner.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])).rows[0]
    ?.there ?? false

export const checkJobs: Check = async ({ app }) => {
  if (!(await exists(app, 'graphile_worker._private_jobs')))
    return { check: 'jobs', state: 'watch', says: 'no queue yet: anteroom migrate' }
  const { rows } = await app.db.owner.query<{ dead: number; late: number }>(
    `select count(*) filter (where attempts >= max_attempts and locked_at is null)::int as dead,
            count(*) filter (where attempts < max_attempts and locked_at is null and run_at < $1::timestamptz - interval '10 minutes')::int as late
       from graphile_worker._private_jobs`,
    [app.clock.now().toString()],
  )
  const { dead, late } = rows[0]!
  if (dead > 0) return { check: 'jobs', state: 'bad', says: `${dead} failed for good: see Settings, Background work` }
  if (late > 0)
    return { check: 'jobs', state: 'watch', says: `${late} wait for more than ten minutes: does a worker run?` }
  return { check: 'jobs', state: 'good', says: 'none failed, none late' }
}

export const checkAudit: Check = async ({ app }) => {
  if (!(await exists(app, 'platform.audit_pending')))
    return { check: 'audit', state: 'watch', says: 'no trail yet: anteroom migrate' }
  const { rows } = await app.db.owner.query<{ waiting: number; late: number }>(
    `select count(*)::int as waiting, count(*) filter (where l.at < $1::timestamptz - interval '1 minute')::int as late
       from platform.audit_pending p
       join platform.audit_line l on l.practice_id = p.practice_id and l.id = p.line_id`,
    [app.clock.now().toString()],
  )
  const { waiting, late } = rows[0]!
  if (late > 0)
    return {
      check: 'audit',
      state: 'watch',
      says: `${late} lines not sealed for more than a minute: does a worker run?`,
    }
  return {
    check: 'audit',
    state: 'good',
    says: waiting > 0 ? `${waiting} lines just being sealed` : 'every line is sealed',
  }
}

/** The program and the database each bring their own time zone rules. Where they differ, an hour on the board and the hour in
 *  a query would not be the same: compared for every zone of the practices, mid-month, for two years. */
export const checkZones: Check = async ({ app }) => {
  const zones = new Set(['America/New_York', 'America/Los_Angeles', 'Europe/Berlin'])
  if (await exists(app, 'practice.location')) {
    const { rows } = await app.db.owner.query<{ zone: string }>('select distinct zone from practice.location')
    for (const { zone } of rows) zones.add(zone)
  }
  const first = app.clock.now().toZonedDateTimeISO('UTC').toPlainDate().with({ day: 15 })
  const moments = Array.from({ length: 24 }, (_, months) => `${first.add({ months })}T12:00:00Z`)
  const { rows } = await app.db.owner.query<{ zone: string; moment: string; wall: string }>(
    `select zone, moment, to_char(moment::timestamptz at time zone zone, 'YYYY-MM-DD"T"HH24:MI:SS') as wall
       from unnest($1::text[]) zone, unnest($2::text[]) moment`,
    [[...zones], moments],
  )
  const unlike = rows.filter(({ zone, moment, wall }) => {
    const ours = Temporal.Instant.from(moment)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' })
    return ours !== wall
  })
  const names = [...new Set(unlike.map(row => row.zone))]
  return names.length > 0
    ? {
        check: 'time zones',
        state: 'bad',
        says: `Node and PostgreSQL disagree on ${names.join(', ')}: update the older one`,
      }
    : { check: 'time zones', state: 'good', says: `${zones.size} zones agree (tzdata ${process.versions.tz})` }
}
