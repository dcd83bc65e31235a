import { type Id, newId } from '../../core/id.ts'
import { minutesBetween } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import { timeChanged } from './freed-row.ts'
import { settingOf } from './setting-row.ts'

/** Shorter rests are of no use to anybody. Minutes. */
const SHORTEST = 10

type Step = {
  seq: number
  why: 'cancelled' | 'moved' | 'no-show'
  provider_id: string
  location_id: string
  zone: string
  starts_at: string
  ends_at: string
}

/** After a visit was cancelled, moved or missed: notes what that freed, each step once. Told twice it does nothing more. */
export async function findFreed(ctx: Context, facts: Record<string, unknown>): Promise<void> {
  const setting = await settingOf(ctx)
  if (setting.mode === 'off') return
  const appointment = facts.appointment as Id<'appointment'>
  const since = ctx.now.subtract({ hours: 24 }).toString()
  const steps = await ctx.sql<Step>`
    with story as (
      select f.seq, f.what, f.at, f.state, f.provider_id, f.location_id, f.starts_at, f.ends_at,
             lag(f.provider_id) over w as was_provider, lag(f.location_id) over w as was_location, lag(f.starts_at) over w as was_from,
             lag(f.ends_at) over w as was_until, lag(f.state) over w as was_state, lead(f.seq) over w is null as latest
        from schedule.appointment_fact f
       where f.practice_id = ${ctx.practice} and f.appointment_id = ${appointment}::uuid
      window w as (order by f.seq)
    )
    select s.seq, s.why, s.provider_id, s.location_id, l.zone, s.starts_at, s.ends_at
      from (
        select seq, at, state as why, provider_id, location_id, starts_at, ends_at from story
         where latest and state in ('cancelled', 'no-show')
        union all
        select seq, at, 'moved', was_provider, was_location, was_from, was_until from story
         where was_from is not null and was_state not in ('cancelled', 'no-show')
           and (was_provider, was_from, was_until) is distinct from (provider_id, starts_at, ends_at)
      ) s
      join practice.location l on l.practice_id = ${ctx.practice} and l.id = s.location_id
     where s.at > ${since}::timestamptz and s.ends_at > ${ctx.now.toString()}::timestamptz and s.provider_id is not null
     order by s.seq`
  for (const step of steps) await noteFreed(ctx, { ...step, appointment }, setting)
}

/** Writes a freed time, or what is left of it now, and has it looked at. */
export async function noteFreed(
  ctx: Context,
  step: Omit<Step, 'seq' | 'why'> & { why: string; appointment: string | null; seq: number | null },
  setting: { mode: 'off' | 'propose' | 'by-itself'; manner: string },
): Promise<Id<'freed-time'> | null> {
  const startsAt = notBefore(step.starts_at, ctx.now)
  if (minutesBetween(startsAt, step.ends_at) < SHORTEST) return null
  const id = newId<'freed-time'>(ctx.now.epochMilliseconds)
  const made = await ctx.sql`
    insert into waitlist.freed_time (practice_id, id, provider_id, location_id, zone, starts_at, ends_at, why, source_appointment, source_seq,
           found_at, state, runs, manner)
    values (${ctx.practice}, ${id}, ${step.provider_id}, ${step.location_id}, ${step.zone}, ${startsAt.toString()}, ${step.ends_at}, ${step.why},
            ${step.appointment}, ${step.seq}, ${ctx.now.toString()}, 'open', ${setting.mode === 'by-itself'}, ${setting.manner})
    on conflict do nothing returning 1`
  if (made.length === 0) return null
  timeChanged(ctx, id)
  ctx.later('waitlist.look', { time: id }, { key: `waitlist.look:${id}` })
  return id
}

/** The start, or where it has passed the next five minutes: nobody can come at 10:07:31. */
function notBefore(start: string, now: Temporal.Instant): Temporal.Instant {
  const from = Temporal.Instant.from(start)
  if (Temporal.Instant.compare(from, now) > 0) return from
  return now.round({ smallestUnit: 'minute', roundingIncrement: 5, roundingMode: 'ceil' })
}
