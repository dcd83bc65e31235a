import { memo } from 'react'
import { clock } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import css from './board.module.css'
import { type Board, type BoardColumn, rulerFor } from './board-blocks.ts'
import type { Measure } from './board-measure.ts'
import type { Ruler } from './wall-clock.ts'

type Props = { board: Board; range: { from: number; to: number }; measure: Measure }

const wordOf = (column: BoardColumn, kind: string): string =>
  kind === 'lunch' ? t('schedule.board.lunch') : column.kind === 'room' ? t('schedule.board.outOfUse') : ''

/** The shut stretches of a column: what its bands say, and everything outside the open ones. */
function shutOf(
  column: BoardColumn,
  range: Props['range'],
  ruler: Ruler,
): { from: number; to: number; word: string }[] {
  const shut = column.bands
    .filter(band => band.kind !== 'open')
    .map(band => ({
      from: Math.max(ruler.of(band.startsAt), range.from),
      to: Math.min(ruler.of(band.endsAt), range.to),
      word: band.reason ?? column.closure ?? wordOf(column, band.kind),
    }))
  // A room has no hours of its own: it is open unless a band says otherwise.
  if (column.kind === 'room') return shut.filter(each => each.to > each.from)
  const covered = column.bands
    .map(band => [ruler.of(band.startsAt), ruler.of(band.endsAt)] as const)
    .sort((a, b) => a[0] - b[0])
  let at = range.from
  for (const [from, to] of [...covered, [range.to, range.to] as const]) {
    if (from > at) shut.push({ from: at, to: Math.min(from, range.to), word: '' })
    at = Math.max(at, to)
  }
  return shut.filter(each => each.to > each.from)
}

const reserveWords = {
  'same-day': 'schedule.setup.session.reserves.sameDay',
  'same-week': 'schedule.setup.session.reserves.sameWeek',
  urgent: 'schedule.setup.session.reserves.urgent',
} as const

/** Open stretches that have a name or are kept for something, with what there is to say. */
const sessionsOf = (column: BoardColumn, range: Props['range'], ruler: Ruler) =>
  column.bands
    .filter(band => band.kind === 'open' && (band.session || band.reserve || band.keptFor))
    .map(band => ({
      from: Math.max(ruler.of(band.startsAt), range.from),
      to: Math.min(ruler.of(band.endsAt), range.to),
      kept: !!band.reserve || !!band.keptFor,
      word: [
        band.session,
        band.keptFor && t('schedule.setup.session.keptSaid', { names: band.keptFor.join(', ') }),
        band.reserve && t(reserveWords[band.reserve]),
      ]
        .filter(Boolean)
        .join(' · '),
    }))
    .filter(each => each.to > each.from)

/** The template's colours behind the visits: shut stretches hatched, each with its reason; sessions by name, those kept for others tinted. */
export const Bands = memo(function Bands({ board, range, measure }: Props) {
  const { gutter, columnWidth, perMinute } = measure
  return (
    <div className={css.bands}>
      {board.columns.map((column, at) => (
        <div
          key={`${column.kind}:${column.id}:${column.date}`}
          className={css.column}
          data-column=""
          style={{ left: gutter + at * columnWidth, width: columnWidth, height: (range.to - range.from) * perMinute }}
        >
          {sessionsOf(column, range, rulerFor(board, column)).map(each => (
            <div
              key={`session ${each.from}`}
              className={each.kept ? `${css.session} ${css.kept}` : css.session}
              style={{ top: (each.from - range.from) * perMinute, height: (each.to - each.from) * perMinute }}
            >
              <em>{each.word}</em>
            </div>
          ))}
          {shutOf(column, range, rulerFor(board, column)).map(each => (
            <div
              key={`${each.from}-${each.word}`}
              className={css.shut}
              style={{ top: (each.from - range.from) * perMinute, height: (each.to - each.from) * perMinute }}
            >
              {each.word && <em>{each.word}</em>}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
})

/** Times somebody keeps free for the moment: not to be taken, and by whom. */
export function Holds({ board, range, measure, now_ms }: Props & { now_ms: number }) {
  const { gutter, columnWidth, perMinute } = measure
  return board.holds.flatMap(hold => {
    if (Date.parse(hold.expiresAt) <= now_ms) return []
    const at = board.columns.findIndex(column => {
      const start = rulerFor(board, column).of(hold.startsAt)
      return (
        (column.kind === 'provider' ? column.id === hold.provider : column.id === hold.room) &&
        (board.span === 'day' || (start >= 0 && start < 1440))
      )
    })
    if (at < 0) return []
    const ruler = rulerFor(board, board.columns[at])
    const start = ruler.of(hold.startsAt)
    const end = ruler.of(hold.endsAt)
    const said = [t('schedule.board.held', { name: hold.heldBy, time: clock(hold.expiresAt, board.zone) }), hold.note]
    const words = said.filter(Boolean).join(' · ')
    return [
      <div
        key={hold.id}
        className={css.hold}
        title={words}
        style={{
          left: gutter + at * columnWidth + 4,
          width: columnWidth - 10,
          top: (start - range.from) * perMinute + 1,
          height: (end - start) * perMinute - 3,
        }}
      >
        {words}
      </div>,
    ]
  })
}
