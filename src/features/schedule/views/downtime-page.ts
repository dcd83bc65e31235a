import { addDays } from '../../../core/calendar-day.ts'
import { wallClock } from '../../../core/time.ts'
import type { SheetVisit } from '../contract.ts'

/** The characters that mean something in HTML. */
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const html = (text: string) => text.replace(/[&<>"']/g, sign => escapes[sign]!)

export type DowntimePlace = { id: string; name: string; zone: string; phone: string | null }

const style = `
  body { font: 11pt/1.35 system-ui, sans-serif; margin: 1.5cm; color: #111; background: #fff }
  h1 { font-size: 15pt; margin: 0 } h2 { font-size: 13pt; margin: 1.2em 0 .3em; break-after: avoid } p { margin: .2em 0 }
  table { width: 100%; border-collapse: collapse } td, th { text-align: left; vertical-align: top; padding: 3px 6px; border-bottom: 1px solid #999 }
  th { border-bottom: 2px solid #333 } tr { break-inside: avoid } section + section { break-before: page } .time { white-space: nowrap; font-variant-numeric: tabular-nums }
  .alert { font-weight: 700 } .done { width: 3em }
  @page { margin: 1.2cm }`

/** Whether two packs tell the same, whenever they were made. */
export function samePack(one: string, other: string): boolean {
  const told = (page: string) => page.replace(/^<p>Made .*$/m, '')
  return told(one) === told(other)
}

/** The pack as one page that needs nothing else: no network, no program, no picture. One section a location and day, with room to write. */
export function downtimePage(ask: {
  practice: string
  madeAt: Temporal.Instant
  zone: string
  days: number
  places: readonly DowntimePlace[]
  visits: readonly SheetVisit[]
}): string {
  const made = wallClock(ask.madeAt, ask.zone)
  const sections = ask.places.flatMap(place => {
    const first = wallClock(ask.madeAt, place.zone).date
    return Array.from({ length: ask.days }, (_, n) => addDays(first, n)).map(date => {
      const visits = ask.visits.filter(
        visit => visit.location === place.id && wallClock(visit.startsAt, place.zone).date === date,
      )
      return section(place, date, visits)
    })
  })
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="robots" content="noindex"><title>Downtime pack ${html(ask.practice)}</title><style>${style}</style></head>
<body>
<h1>${html(ask.practice)}: downtime pack</h1>
<p>Made ${made.date} at ${made.time}. Names, numbers and alerts of patients: keep it where no patient sees it, and destroy older ones.</p>
${sections.join('\n')}
</body>
</html>
`
}

function section(place: DowntimePlace, date: string, visits: readonly SheetVisit[]): string {
  const weekday = Temporal.PlainDate.from(date).toLocaleString('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
  })
  const title = `<h2>${html(place.name)}, ${html(weekday)}</h2>${place.phone ? `<p>${html(place.phone)}</p>` : ''}`
  if (visits.length === 0) return `<section>${title}<p>Nobody is booked.</p></section>`
  const rows = visits.map(visit => {
    const mind = [...visit.alerts, ...(visit.interpreter ? [`Interpreter: ${visit.interpreter}`] : [])]
    return `<tr><td class="time">${wallClock(visit.startsAt, place.zone).time}<br>${visit.minutes} min</td>
<td><b>${html(visit.patientListName)}</b><br>${html([visit.chartNumber, visit.birthDate].filter(Boolean).join(' · '))}</td>
<td>${visit.phones.map(html).join('<br>')}</td><td>${html(visit.what)}<br>${html([visit.providerName, visit.roomName].filter(Boolean).join(' · '))}</td>
<td>${mind.map(text => `<span class="alert">${html(text)}</span>`).join('<br>')}${mind.length && visit.note ? '<br>' : ''}${html(visit.note)}</td><td class="done"></td></tr>`
  })
  return `<section>${title}
<table><thead><tr><th>Time</th><th>Patient</th><th>Phone</th><th>Visit</th><th>Alerts and notes</th><th class="done">Came</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></section>`
}
