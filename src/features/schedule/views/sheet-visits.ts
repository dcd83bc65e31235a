import type { Context } from '../../../platform/context.ts'
import type { SheetVisit } from '../contract.ts'

type Row = {
  id: string
  patient_id: string
  patient_list_name: string
  chart_number: string | null
  birth_date: string | null
  phones: string[]
  alerts: string[]
  interpreter: string | null
  what: string
  provider_id: string | null
  provider_name: string
  room_name: string | null
  location_id: string | null
  location_name: string | null
  zone: string
  starts_at: string
  minutes: number
  state: string
  note: string
}

/** Visits of some wall-clock days for paper: who, how to reach them, what to mind. Cancelled ones are left out. */
export async function sheetVisits(
  ctx: Context,
  ask: { from: string; to: string; location: string | null; providers: readonly string[] | null },
): Promise<SheetVisit[]> {
  // Zones of locations differ by less than a day; the exact day is that of the visit's own wall clock.
  const since = Temporal.PlainDate.from(ask.from).subtract({ days: 1 }).toZonedDateTime('UTC').toInstant().toString()
  const until = Temporal.PlainDate.from(ask.to).add({ days: 2 }).toZonedDateTime('UTC').toInstant().toString()
  const rows = await ctx.sql<Row>`
    select v.id, v.patient_id, concat_ws(', ', upper(p.family), nullif(coalesce(nullif(p.preferred_name, ''), p.given), '')) as patient_list_name,
           p.chart_number, p.birth_date,
           array(select n.e164 from patients.phone n
                  where n.practice_id = v.practice_id and n.patient_id = v.patient_id order by n.place limit 3) as phones,
           array(select a.text from patients.alert a
                  where a.practice_id = v.practice_id and a.patient_id = v.patient_id and a.ended_at is null
                    and a.starts_on <= ${ask.to}::date and (a.ends_on is null or a.ends_on >= ${ask.from}::date)
                  order by a.added_at) as alerts,
           coalesce(v.interpreter, case when p.interpreter_needed then coalesce(nullif(p.interpreter_language, ''), nullif(p.language, ''), 'interpreter') end) as interpreter,
           v.what, v.provider_id, v.provider_name, v.room_name, v.location_id, v.location_name, v.zone, v.starts_at, v.minutes, v.state, v.note
      from schedule.visit v
      join patients.patient p on p.practice_id = v.practice_id and p.id = v.patient_id
     where v.practice_id = ${ctx.practice}::uuid and v.starts_at >= ${since}::timestamptz and v.starts_at < ${until}::timestamptz
       and (v.starts_at at time zone v.zone)::date between ${ask.from}::date and ${ask.to}::date
       and v.state <> 'cancelled'
       and (${ask.location}::uuid is null or v.location_id = ${ask.location}::uuid)
       and (${ask.providers}::uuid[] is null or v.provider_id = any(${ask.providers}::uuid[]))
     order by v.starts_at, v.provider_name, v.id`
  return rows.map(row => ({
    id: row.id as SheetVisit['id'],
    patient: row.patient_id as SheetVisit['patient'],
    patientListName: row.patient_list_name,
    chartNumber: row.chart_number,
    birthDate: row.birth_date,
    phones: row.phones,
    alerts: row.alerts,
    interpreter: row.interpreter,
    what: row.what,
    provider: row.provider_id as SheetVisit['provider'],
    providerName: row.provider_name,
    roomName: row.room_name,
    location: row.location_id as SheetVisit['location'],
    locationName: row.location_name,
    zone: row.zone,
    startsAt: row.starts_at,
    minutes: row.minutes,
    state: row.state,
    note: row.note,
  }))
}
