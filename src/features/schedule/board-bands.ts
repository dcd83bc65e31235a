import { wallMinute } from '../../core/time.ts'

/** A stretch of a provider's day as the database gives it: planned hours, or open ones (planned less closures and absences). */
export type HoursRow = {
  provider_id: string
  location_id: string
  kind: 'planned' | 'open'
  starts_at: string
  ends_at: string
  holiday: string | null
  away: string | null
}

export type Band = {
  kind: 'open' | 'lunch' | 'closed'
  startsAt: string
  endsAt: string
  fromMinute: number
  toMinute: number
  location: string | null
  reason: string | null
}

type Piece = { from: number; to: number }

/** Lays one provider's stretches out as bands without holes: open; planned but closed, with the holiday's or absence's name; a gap between
 *  two stretches of the day is lunch. `day` is the whole wall-clock day in epoch milliseconds. */
export function bandsOf(rows: readonly HoursRow[], day: Piece, zone: string): Band[] {
  const spans = rows.map(row => ({ ...row, from: Date.parse(row.starts_at), to: Date.parse(row.ends_at) }))
  const planned = spans.filter(row => row.kind === 'planned')
  const open = spans.filter(row => row.kind === 'open')
  const edges = [...new Set([day.from, day.to, ...spans.flatMap(row => [row.from, row.to])])]
    .filter(edge => edge >= day.from && edge <= day.to)
    .sort((a, b) => a - b)
  const first = Math.min(...planned.map(row => row.from))
  const last = Math.max(...planned.map(row => row.to))
  const bands: Band[] = []
  for (let n = 0; n + 1 < edges.length; n++) {
    const piece = { from: edges[n]!, to: edges[n + 1]! }
    const covers = (row: Piece) => row.from <= piece.from && row.to >= piece.to
    const openRow = open.find(covers)
    const cut = planned.find(covers)
    const kind = openRow ? 'open' : !cut && piece.from >= first && piece.to <= last ? 'lunch' : 'closed'
    const row = openRow ?? cut
    const band: Band = {
      kind,
      startsAt: instantText(piece.from),
      endsAt: instantText(piece.to),
      fromMinute: piece.from === day.from ? 0 : wallMinute(instantText(piece.from), zone),
      toMinute: piece.to === day.to ? 1440 : wallMinute(instantText(piece.to), zone),
      location: row?.location_id ?? null,
      reason: openRow ? null : (cut?.holiday ?? (cut?.away || null)),
    }
    const before = bands.at(-1)
    if (before && before.kind === kind && before.location === band.location && before.reason === band.reason) {
      before.endsAt = band.endsAt
      before.toMinute = band.toMinute
    } else bands.push(band)
  }
  return bands
}

const instantText = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString()
