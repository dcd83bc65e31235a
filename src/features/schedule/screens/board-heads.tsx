import { memo } from 'react'
import { day } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import css from './board.module.css'
import { type Board, rulerFor } from './board-blocks.ts'
import { boardExtras } from './board-extras.ts'
import type { Measure } from './board-measure.ts'
import type { Ruler } from './wall-clock.ts'

/** The columns' names, staying at the top while the day scrolls beneath. */
export const BoardHeads = memo(function BoardHeads({
  board,
  today,
  measure,
}: {
  board: Board
  today: string
  measure: Measure
}) {
  const { gutter, columnWidth, head } = measure
  return (
    <div className={css.heads} style={{ height: head }}>
      <div className={css.corner} style={{ width: gutter }} />
      {board.columns.map(column => (
        <div
          key={`${column.kind}:${column.id}:${column.date}`}
          className={css.head}
          style={{ width: columnWidth }}
          data-head=""
          data-today={board.span === 'week' && column.date === today ? '' : undefined}
        >
          <b>{board.span === 'week' ? day(column.date) : column.name}</b>
          <small>{board.span === 'week' ? (column.closure ?? '') : column.detail}</small>
          {boardExtras.columnHead.map((Extra, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once and never changes its order
            <Extra key={n} board={board} column={column} />
          ))}
        </div>
      ))}
    </div>
  )
})

/** The hours of a ruler from one minute to another. On the day the clock goes back an hour comes twice, the second marked; where it goes
 *  forward, the hour after the gap is. */
export function hoursOf(
  ruler: Ruler,
  from: number,
  to: number,
): { minute: number; label: string; turn: 'again' | 'skipped' | null }[] {
  const shown = (minute: number) => wallMinute(ruler, minute)
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / 60)) }, (_, n) => {
    const minute = from + n * 60
    const ran = n === 0 ? 60 : shown(minute) - shown(minute - 60)
    const turn = ran === 60 || ran === 60 - 1440 ? null : ran < 60 ? 'again' : 'skipped'
    return { minute, label: ruler.say(minute), turn }
  })
}

function wallMinute(ruler: Ruler, minute: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: ruler.zone,
  }).format(new Date(ruler.at(minute)))
  const [hour, past] = parts.split(':').map(Number) as [number, number]
  return hour * 60 + past
}

/** The hours at the left edge, staying there while the columns scroll sideways. */
export const Hours = memo(function Hours({
  board,
  range,
  perMinute,
  top,
  covered,
}: {
  board: Board
  range: { from: number; to: number }
  perMinute: number
  top: number
  /** The hour that lies under the time of this moment; null: none. */
  covered: number | null
}) {
  const ruler = rulerFor(board)
  const hours = hoursOf(ruler, range.from, range.to)
  return (
    <>
      <div className={css.hours} style={{ height: (range.to - range.from) * perMinute }} aria-hidden="true">
        {hours.map(({ minute, label, turn }, at) => (
          <span
            key={minute}
            style={{ top: at * 60 * perMinute }}
            data-first={at === 0 ? '' : undefined}
            data-covered={minute === covered ? '' : undefined}
            data-turn={turn ?? undefined}
          >
            {label}
            {turn && <em>{t(`schedule.views.clock.${turn}`)}</em>}
          </span>
        ))}
      </div>
      <div className={css.lines} style={{ top }} aria-hidden="true">
        {hours.map(({ minute, turn }, at) => (
          <i key={minute} style={{ top: at * 60 * perMinute }} data-turn={turn ?? undefined} />
        ))}
      </div>
    </>
  )
})

/** This moment: a line behind the visits (over one column in a week), its time in front of the hours. */
export function NowLine({ label, top, left, width }: { label: string; top: number; left?: number; width?: number }) {
  return (
    <>
      <div className={css.now} style={{ top, ...(width === undefined ? {} : { left, width, right: 'auto' }) }} />
      <div className={css.nowTime} style={{ top }}>
        <span>{label}</span>
      </div>
    </>
  )
}
