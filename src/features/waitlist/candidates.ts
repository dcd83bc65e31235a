import type { Id } from '../../core/id.ts'
import { Refusal } from '../../core/refusal.ts'
import { wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import { doInside } from '../../platform/do-inside.ts'
import * as schedule from '../schedule/contract.ts'
import type { Urgency } from './contract.ts'
import { misfit, type Span, type Wanted } from './fits.ts'
import { type Freed, spanOf } from './freed-row.ts'
import { inOrder, type Ranked, reasonsFor } from './rank.ts'

export type Wish = Wanted & {
  id: Id<'wish'>
  patient: Id<'patient'>
  patientName: string
  visitType: Id<'visit-type'>
  what: string
  appointment: Id<'appointment'> | null
  /** Length of the visit that would come earlier; null: as the visit type says for the provider. */
  minutes: number | null
  /** Length by the visit type. */
  usualMinutes: number
  enteredBy: Id<'staff'> | null
  note: string
}

export type Candidate = Ranked<Wish>

type Row = {
  id: Id<'wish'>
  patient_id: Id<'patient'>
  patient_name: string
  visit_type_id: Id<'visit-type'>
  what: string
  usual_minutes: number
  appointment_id: Id<'appointment'> | null
  visit_starts_at: string | null
  visit_ends_at: string | null
  visit_provider: string | null
  providers: string[] | null
  locations: string[] | null
  weekdays: number[] | null
  part: Wanted['part']
  from_time: string | null
  to_time: string | null
  first_day: string | null
  last_day: string | null
  notice_minutes: number
  urgency: Urgency
  until: string | null
  note: string
  entered_at: string
  entered_by: Id<'staff'> | null
}

/** Open wishes that may be asked about a provider's time. `freed`: without those who were asked about it already; `wish`: that one alone, asked
 *  before or not. Whoever is being asked about any time now is left out. */
export async function wishesFor(
  ctx: Context,
  ask: { provider: string; freed?: string; wish?: string },
): Promise<Wish[]> {
  const rows = await ctx.sql<Row>`
    select w.id, w.patient_id, concat_ws(', ', p.family, nullif(p.given, '')) as patient_name, w.visit_type_id, t.name as what,
           t.minutes as usual_minutes, w.appointment_id, a.starts_at as visit_starts_at, a.ends_at as visit_ends_at, a.provider_id as visit_provider,
           case when w.providers is null and w.pools is null then null
                else coalesce(w.providers, '{}') || array(select m.provider_id from schedule.pool_member m
                   where m.practice_id = w.practice_id and m.pool_id = any(w.pools)) end as providers,
           w.locations, w.weekdays, w.part, w.from_time, w.to_time, w.first_day, w.last_day, w.notice_minutes, w.urgency, w.until, w.note,
           w.entered_at, w.entered_by
      from waitlist.wish w
      join patients.patient p on p.practice_id = w.practice_id and p.id = w.patient_id and p.deceased_on is null
      join schedule.visit_type t on t.practice_id = w.practice_id and t.id = w.visit_type_id and t.retired_at is null
      left join schedule.appointment a on a.practice_id = w.practice_id and a.id = w.appointment_id
     where w.practice_id = ${ctx.practice} and w.state = 'open'
       and (${ask.wish ?? null}::uuid is null or w.id = ${ask.wish ?? null}::uuid)
       and ((w.providers is null and w.pools is null) or ${ask.provider}::uuid = any(w.providers)
            or exists (select from schedule.pool_member m where m.practice_id = w.practice_id and m.pool_id = any(w.pools)
                         and m.provider_id = ${ask.provider}::uuid))
       and (w.appointment_id is null or (a.state in ('booked', 'confirmed') and a.starts_at > ${ctx.now.toString()}::timestamptz))
       and not exists (select from waitlist.offer o where o.practice_id = w.practice_id and o.wish_id = w.id and o.state = 'open')
       and (${ask.freed ?? null}::uuid is null
            or not exists (select from waitlist.offer o where o.practice_id = w.practice_id and o.wish_id = w.id and o.freed_id = ${ask.freed ?? null}::uuid))
     order by w.entered_at, w.id`
  return rows.map(row => ({
    id: row.id,
    patient: row.patient_id,
    patientName: row.patient_name,
    visitType: row.visit_type_id,
    what: row.what,
    usualMinutes: row.usual_minutes,
    appointment: row.appointment_id,
    minutes:
      row.visit_starts_at && row.visit_ends_at
        ? Temporal.Instant.from(row.visit_ends_at).since(row.visit_starts_at).total('minutes')
        : null,
    visit: row.visit_starts_at ? { startsAt: row.visit_starts_at, provider: row.visit_provider } : null,
    providers: row.providers,
    locations: row.locations,
    weekdays: row.weekdays,
    part: row.part,
    fromTime: row.from_time,
    toTime: row.to_time,
    firstDay: row.first_day,
    lastDay: row.last_day,
    noticeMinutes: row.notice_minutes,
    urgency: row.urgency,
    until: row.until,
    note: row.note,
    enteredAt: row.entered_at,
    enteredBy: row.entered_by,
  }))
}

/** Whom a freed time fits, in the order of asking, each with the time they would get: the first opening of the schedule that touches the
 *  freed span, so that a gap beside it counts and nothing is offered that cannot be booked. */
export async function candidatesFor(ctx: Context, freed: Freed, only?: { wish: string }): Promise<Candidate[]> {
  const ask = { provider: freed.provider_id, ...(only ?? { freed: freed.id }) }
  const wishes = await wishesFor(ctx, ask)
  if (wishes.length === 0) return []
  const whole = spanOf(freed)
  const busy = await busyWith(ctx, wishes, whole)
  const openings = new Map<string, Span[]>()
  const found: Candidate[] = []
  for (const wish of wishes) {
    // Cheap first: whom the day cannot fit needs no look at the openings.
    const day = misfit({ ...wish, part: 'any', fromTime: null, toTime: null, noticeMinutes: 0 }, whole, ctx.now)
    if (day && day !== 'not-earlier') continue
    const key = `${wish.visitType} ${wish.minutes ?? ''}`
    if (!openings.has(key)) openings.set(key, await openingsIn(ctx, wish, freed))
    const span = openings
      .get(key)!
      .find(
        one =>
          misfit(wish, one, ctx.now) === null &&
          !busy.some(other => other.patient === wish.patient && other.id !== wish.appointment && overlaps(other, one)),
      )
    if (span) found.push({ wish, span, reasons: reasonsFor(wish, span, whole, ctx.now) })
  }
  return found.sort(inOrder(whole))
}

type Stretch = { startsAt: string; endsAt: string }

const overlaps = (a: Stretch, b: Stretch) =>
  Temporal.Instant.compare(a.startsAt, b.endsAt) < 0 && Temporal.Instant.compare(b.startsAt, a.endsAt) < 0

/** Openings of a visit type that touch the freed span: those that begin where it begins first, then in order. */
async function openingsIn(ctx: Context, wish: Wish, freed: Freed): Promise<Span[]> {
  const whole = spanOf(freed)
  try {
    const { openings } = await doInside(ctx, schedule.dayOpenings, {
      date: wallClock(freed.starts_at, freed.zone).date,
      visitType: wish.visitType,
      providers: [freed.provider_id],
      location: freed.location_id,
      ...(wish.minutes ? { minutes: wish.minutes } : {}),
    })
    const atStart = (one: Span) => (Temporal.Instant.compare(one.startsAt, freed.starts_at) === 0 ? 0 : 1)
    return openings
      .filter(one => overlaps(one, whole))
      .sort((a, b) => atStart(a) - atStart(b) || Temporal.Instant.compare(a.startsAt, b.startsAt))
  } catch (error) {
    // Somebody who has left, a place that was closed: nothing can be booked there, and nobody is to blame.
    if (error instanceof Refusal) return []
    throw error
  }
}

/** Other visits of these patients around a span: nobody is offered a time at which they sit elsewhere. */
async function busyWith(ctx: Context, wishes: readonly Wish[], span: Span) {
  const patients = wishes.map(wish => wish.patient)
  const since = Temporal.Instant.from(span.startsAt).subtract({ hours: 24 }).toString()
  const until = Temporal.Instant.from(span.endsAt).add({ hours: 12 }).toString()
  return await ctx.sql<{ id: string; patient: string; startsAt: string; endsAt: string }>`
    select id, patient_id as patient, starts_at as "startsAt", ends_at as "endsAt" from schedule.appointment
     where practice_id = ${ctx.practice} and patient_id = any(${patients}::uuid[]) and starts_at > ${since} and starts_at < ${until}
       and state not in ('cancelled', 'no-show')`
}
