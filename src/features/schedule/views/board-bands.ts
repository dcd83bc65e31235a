import { wallMinute } from '../../../core/time.ts'

type Reserve = 'same-day' | 'same-week' | 'urgent'

/** A stretch of a provider's day as the database gives it: planned hours, open ones (planned less closures and absences), a session that has a
 *  name or is kept for something, an absence or a meeting. */
export type HoursRow = {
  provider_id: string
  location_id: string
  kind: 'planned' | 'open' | 'session' | 'away' | 'meeting'
  starts_at: string
  ends_at: string
  holiday: string | null
  away: string | null
  name?: string | null
  reserve?: Reserve | null
  kept_for?: string[] | null
}

export type Band = {
  kind: 'open' | 'lunch' | 'closed' | 'meeting'
  startsAt: string
  endsAt: string
  fromMinute: number
  toMinute: number
  location: string | null
  reason: string | null
  session: string | null
  reserve: Reserve | null
  keptFor: string[] | null
}

type Piece = { from: number; to: number }

/** A longer gap between two stretches is not lunch: the night before and the day, the day and the night. */
const LONGEST_LUNCH_MS = 3 * 60 * 60_000

/** Lays one provider's stretches out as bands without holes: open, with its session; a meeting; planned but closed, with the holiday's or
 *  absence's name; a gap of up to three hours between two stretches of the day is lunch. `day` is the whole wall-clock day in epoch milliseconds. */
export function bandsOf(rows: readonly HoursRow[], day: Piece, zone: string): Band[] {
  const spans = rows.map(row => ({ ...row, from: Date.parse(row.starts_at), to: Date.parse(row.ends_at) }))
  const of = (kind: HoursRow['kind']) => spans.filter(row => row.kind === kind)
  const [planned, open, sessions] = [of('planned'), of('open'), of('session')]
  const [meetings, absences] = [of('meeting'), of('away')]
  const edges = [...new Set([day.from, day.to, ...spans.flatMap(row => [row.from, row.to])])]
    .filter(edge => edge >= day.from && edge <= day.to)
    .sort((a, b) => a - b)
  const bands: Band[] = []
  for (let n = 0; n + 1 < edges.length; n++) {
    const piece = { from: edges[n]!, to: edges[n + 1]! }
    const covers = (row: Piece) => row.from <= piece.from && row.to >= piece.to
    const openRow = open.find(covers)
    const cut = planned.find(covers)
    const meeting = cut && !openRow && !absences.some(covers) ? meetings.find(covers) : undefined
    const session = openRow && sessions.find(row => covers(row) && row.location_id === openRow.location_id)
    const row = openRow ?? cut
    const band: Band = {
      kind: openRow ? 'open' : meeting ? 'meeting' : !cut && isLunch(planned, piece) ? 'lunch' : 'closed',
      startsAt: instantText(piece.from),
      endsAt: instantText(piece.to),
      fromMinute: piece.from === day.from ? 0 : wallMinute(instantText(piece.from), zone),
      toMinute: piece.to === day.to ? 1440 : wallMinute(instantText(piece.to), zone),
      location: row?.location_id ?? null,
      reason: openRow || !cut ? null : ((meeting ?? absences.find(covers))?.name ?? cut.holiday ?? cut.away) || null,
      session: session?.name || null,
      reserve: session?.reserve ?? null,
      keptFor: session?.kept_for ?? null,
    }
    const before = bands.at(-1)
    if (before && looksLike(before, band)) {
      before.endsAt = band.endsAt
      before.toMinute = band.toMinute
    } else bands.push(band)
  }
  return bands
}

function isLunch(planned: readonly Piece[], piece: Piece): boolean {
  const before = Math.max(...planned.filter(row => row.to <= piece.from).map(row => row.to))
  const after = Math.min(...planned.filter(row => row.from >= piece.to).map(row => row.from))
  return Number.isFinite(before) && Number.isFinite(after) && after - before <= LONGEST_LUNCH_MS
}

const looksLike = (a: Band, b: Band) =>
  a.kind === b.kind &&
  a.location === b.location &&
  a.reason === b.reason &&
  a.session === b.session &&
  a.reserve === b.reserve &&
  (a.keptFor ?? []).join() === (b.keptFor ?? []).join()

const instantText = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString()
