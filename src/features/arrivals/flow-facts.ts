import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import { requireLocation } from '../practice/index.ts'
import * as contract from './contract.ts'
import { seenByDesk } from './seen-by-desk.ts'
import { waitTargets } from './set-wait-targets.ts'
import type { Word } from './word.ts'

type Row = {
  id: Id<'appointment'>
  patient_id: Id<'patient'>
  state: string
  starts_at: string
  stage: 'roomed' | 'with-provider' | 'checkout' | null
  stage_at: string | null
  word: Word | null
  minutes: number | null
  word_at: string | null
}

/** What the flow board adds to the visits of a day. One statement for the facts, one for what the desk wants to see: 30 providers are as two. */
export const flowFacts = query(contract.flowFacts, async (ctx, input) => {
  const zone = await zoneOf(ctx, input.location)
  const date = input.date ?? wallClock(ctx.now, zone).date
  const start = Temporal.PlainDate.from(date).toZonedDateTime(zone)
  const rows = await ctx.sql<Row>`
    select a.id, a.patient_id, a.state, a.starts_at, s.stage, s.at as stage_at, w.word, w.minutes, w.at as word_at
      from schedule.appointment a
      left join lateral (
        select f.stage, case when f.undoes is null then f.at else
                 (select max(b.at) from arrivals.stage_fact b
                   where b.practice_id = f.practice_id and b.appointment_id = f.appointment_id and b.since = f.since and b.stage = f.stage
                     and b.seq < f.undoes and b.undoes is null) end as at
          from arrivals.stage_fact f
         where f.practice_id = a.practice_id and f.appointment_id = a.id and f.since = a.state_since
         order by f.seq desc limit 1) s on a.state = 'roomed'
      left join lateral (
        select f.word, f.minutes, f.at, f.starts_at from arrivals.word_fact f
         where f.practice_id = a.practice_id and f.appointment_id = a.id
         order by f.seq desc limit 1) w on w.starts_at = a.starts_at
     where a.practice_id = ${ctx.practice}::uuid
       and a.starts_at >= ${start.toInstant().toString()}::timestamptz and a.starts_at < ${start.add({ days: 1 }).toInstant().toString()}::timestamptz
       and (${input.location ?? null}::uuid is null or a.location_id = ${input.location ?? null}::uuid)
       and a.state in ('booked', 'confirmed', 'arrived', 'roomed')
     order by a.starts_at, a.id`
  ctx.concerns(
    rows.map(row => row.patient_id),
    { date },
  )
  const seen = await seenByDesk(
    ctx,
    rows.map(row => row.patient_id),
  )
  return {
    facts: rows.map(row => ({
      appointment: row.id,
      stage: row.stage === 'roomed' ? null : row.stage,
      stageSince: row.stage === 'roomed' ? null : row.stage_at,
      word: row.word ?? 'nothing',
      wordMinutes: row.minutes,
      wordAt: row.word_at,
      expectedAt: expectedAt(row),
      seen: seen.get(row.patient_id) ?? [],
    })),
    targets: await waitTargets(ctx),
    guessed: await guessedAt(ctx),
  }
})

/** The start, or so much later as the patient told: "15 minutes late" counts from the start, or from the moment it was said if that is later. */
function expectedAt(row: Row): string {
  if (row.word !== 'late' || row.minutes === null) return row.starts_at
  const start = Temporal.Instant.from(row.starts_at)
  const said = Temporal.Instant.from(row.word_at!)
  const from = Temporal.Instant.compare(said, start) > 0 ? said : start
  return from.add({ minutes: row.minutes }).toString()
}

async function zoneOf(ctx: Context, location: Id<'location'> | undefined): Promise<string> {
  if (location) return (await requireLocation(ctx, location)).zone
  const [row] = await ctx.sql<{
    zone: string
  }>`select p.zone from practice.practice p where p.practice_id = ${ctx.practice}::uuid`
  if (!row) throw notFound({ what: 'practice' })
  return row.zone
}

/** Kiosks with five misses or more in the last quarter of an hour. */
async function guessedAt(ctx: Context): Promise<{ kiosk: Id<'kiosk'>; name: string; until: string | null }[]> {
  const rows = await ctx.sql<{ id: Id<'kiosk'>; name: string; until: string | null }>`
    select k.id, k.name, case when k.resting_until > ${ctx.now.toString()}::timestamptz then k.resting_until end as until
      from arrivals.kiosk k
     where k.practice_id = ${ctx.practice}::uuid and k.revoked_at is null
       and (select count(*) from arrivals.kiosk_try t where t.practice_id = k.practice_id and t.kiosk_id = k.id
             and t.at > ${ctx.now.subtract({ minutes: 15 }).toString()}::timestamptz) >= 5
     order by k.name`
  return rows.map(row => ({ kiosk: row.id, name: row.name, until: row.until }))
}
