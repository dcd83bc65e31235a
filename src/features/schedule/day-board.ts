import type { Id } from '../../core/id.ts'
import { minutesBetween, wallClock, wallMinute } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import { type Band, bandsOf } from './board-bands.ts'
import { boardColumns } from './board-columns.ts'
import { boardZone } from './board-zone.ts'
import * as contract from './contract.ts'
import { type VisitRow, visitOf } from './visit.ts'

type BoardRow = VisitRow & {
  patient_name: string
  patient_list_name: string
  chart_number: string | null
  birth_date: string | null
  confirmed_at: string | null
  arrived_at: string | null
  interpreter_language: string | null
  alert: boolean
  first_visit: boolean
}

const USUAL_HOURS = { from: 8 * 60, to: 18 * 60 }

/** The day as the board shows it. Few statements, whatever the size: zone, visits, holds, hours, columns. */
export const dayBoard = query(contract.dayBoard, async (ctx, input) => {
  const zone = await boardZone(ctx, input.location ?? null)
  const date = input.date ?? wallClock(ctx.now, zone).date
  const start = Temporal.PlainDate.from(date).toZonedDateTime(zone)
  const day = { from: start.epochMilliseconds, to: start.add({ days: 1 }).epochMilliseconds }
  const since = start.toInstant().toString()
  const until = start.add({ days: 1 }).toInstant().toString()
  const providers = input.providers ?? null

  const visits = await visitsOn(ctx, { since, until, date, location: input.location ?? null, providers })
  const holds = await ctx.sql<{
    id: Id<'hold'>
    provider_id: Id<'provider'>
    room_id: Id<'room'> | null
    starts_at: string
    ends_at: string
    expires_at: string
    visit_type_id: Id<'visit-type'>
    what: string
    held_by_name: string
    note: string
  }>`
    select h.id, h.provider_id, h.room_id, h.starts_at, h.ends_at, h.expires_at, h.visit_type_id, t.name as what, h.held_by_name, h.note
      from schedule.hold h
      join schedule.visit_type t on t.practice_id = h.practice_id and t.id = h.visit_type_id
     where h.practice_id = ${ctx.practice}::uuid and h.starts_at >= ${since}::timestamptz and h.starts_at < ${until}::timestamptz
       and h.expires_at > ${ctx.now.toString()}::timestamptz
       and (${input.location ?? null}::uuid is null or h.location_id = ${input.location ?? null}::uuid)
       and (${providers}::uuid[] is null or h.provider_id = any(${providers}::uuid[]))
     order by h.starts_at`
  const seen = (pick: (row: { provider_id: string | null; room_id: string | null }) => string | null) =>
    [...new Set([...visits, ...holds].map(pick))].filter(id => id !== null)
  const { columns, hours, closure } = await boardColumns(ctx, {
    date,
    location: input.location ?? null,
    providers,
    providersSeen: seen(row => row.provider_id),
    roomsSeen: seen(row => row.room_id),
  })
  ctx.concerns(
    visits.map(row => row.patient_id),
    { date },
  )

  const banded = columns.map(column => {
    const rows = hours.filter(row => row.provider_id === column.id)
    return { ...column, bands: column.kind === 'provider' ? (bandsOf(rows, day, zone) as Band[]) : [] }
  })
  const shownMinutes = [
    ...banded.flatMap(column => column.bands.filter(b => b.kind === 'open').flatMap(b => [b.fromMinute, b.toMinute])),
    ...edgesOf(visits, zone),
  ]
  const counted = (state: contract.VisitState) => visits.filter(row => row.state === state).length
  return {
    date,
    zone,
    now: ctx.now.toString(),
    fromMinute: shownMinutes.length ? Math.min(...shownMinutes) : USUAL_HOURS.from,
    toMinute: shownMinutes.length ? Math.max(...shownMinutes) : USUAL_HOURS.to,
    closure,
    columns: banded as never,
    visits: visits.map(row => ({
      ...visitOf(row),
      patientName: row.patient_name,
      patientListName: row.patient_list_name,
      chartNumber: row.chart_number,
      birthDate: row.birth_date,
      marks: {
        confirmed: row.confirmed_at !== null,
        arrivedAt: row.arrived_at,
        waitMinutes: row.arrived_at && row.state === 'arrived' ? minutesBetween(row.arrived_at, ctx.now) : null,
        interpreter: row.interpreter ?? row.interpreter_language,
        alert: row.alert,
        firstVisit: row.first_visit,
        video: row.video,
      },
    })),
    holds: holds.map(row => ({
      id: row.id,
      provider: row.provider_id,
      room: row.room_id,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      expiresAt: row.expires_at,
      visitType: row.visit_type_id,
      what: row.what,
      heldBy: row.held_by_name,
      note: row.note,
    })),
    counts: {
      total: visits.length,
      booked: counted('booked'),
      confirmed: counted('confirmed'),
      arrived: counted('arrived'),
      roomed: counted('roomed'),
      checkedOut: counted('checked-out'),
      cancelled: counted('cancelled'),
      noShow: counted('no-show'),
    },
  }
})

/** First and last minute of the day's visits; a visit into the next day ends with the day. */
function edgesOf(visits: readonly BoardRow[], zone: string): number[] {
  const first = visits[0]
  if (!first) return []
  const last = visits.reduce((a, b) => (Date.parse(b.ends_at) > Date.parse(a.ends_at) ? b : a))
  return [wallMinute(first.starts_at, zone), Math.min(1440, wallMinute(last.starts_at, zone) + last.minutes)]
}

async function visitsOn(
  ctx: Context,
  ask: { since: string; until: string; date: string; location: string | null; providers: string[] | null },
): Promise<BoardRow[]> {
  return ctx.sql<BoardRow>`
    select v.id, v.patient_id, v.visit_type_id, v.what, v.short_name, v.color, v.video, v.provider_id, v.provider_name, v.room_id, v.room_name,
           v.location_id, v.location_name, v.zone, v.starts_at, v.ends_at, v.minutes, v.state, v.state_since, v.note, v.interpreter, v.version,
           v.origin, v.confirmed_at, v.arrived_at,
           concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as patient_name,
           concat_ws(', ', upper(p.family), nullif(coalesce(nullif(p.preferred_name, ''), p.given), '')) as patient_list_name,
           p.chart_number, p.birth_date,
           case when p.interpreter_needed then coalesce(nullif(p.interpreter_language, ''), nullif(p.language, ''), 'interpreter') end as interpreter_language,
           exists (select from patients.alert a
                    where a.practice_id = v.practice_id and a.patient_id = v.patient_id and a.ended_at is null
                      and a.starts_on <= ${ask.date}::date and (a.ends_on is null or a.ends_on >= ${ask.date}::date)) as alert,
           not exists (select from schedule.appointment b
                        where b.practice_id = v.practice_id and b.patient_id = v.patient_id and b.starts_at < v.starts_at
                          and b.state not in ('cancelled', 'no-show')) as first_visit
      from schedule.visit v
      join patients.patient p on p.practice_id = v.practice_id and p.id = v.patient_id
     where v.practice_id = ${ctx.practice}::uuid and v.starts_at >= ${ask.since}::timestamptz and v.starts_at < ${ask.until}::timestamptz
       and (${ask.location}::uuid is null or v.location_id = ${ask.location}::uuid)
       and (${ask.providers}::uuid[] is null or v.provider_id = any(${ask.providers}::uuid[]))
     order by v.starts_at, v.provider_name, v.id`
}
