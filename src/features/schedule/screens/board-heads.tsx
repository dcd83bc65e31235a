import { memo } from 'react'
import css from './board.module.css'
import type { Block, Board } from './board-blocks.ts'
import type { Measure } from './board-measure.ts'
import { sayMinute } from './wall-clock.ts'

/** The columns' names, staying at the top while the day scrolls beneath. */
export const BoardHeads = memo(function BoardHeads({
  board,
  measure,
}: {
  board: Board
  blocks: readonly Block[]
  measure: Measure
}) {
  const { gutter, columnWidth, head } = measure
  return (
    <div className={css.heads} style={{ height: head }}>
      <div className={css.corner} style={{ width: gutter }} />
      {board.columns.map(column => (
        <div key={`${column.kind}:${column.id}`} className={css.head} style={{ width: columnWidth }}>
          <b>{column.name}</b>
          <small>{column.detail}</small>
        </div>
      ))}
    </div>
  )
})

/** The hours at the left edge, staying there while the columns scroll sideways. */
export function Hours({
  range,
  perMinute,
  top,
}: {
  range: { from: number; to: number }
  perMinute: number
  top: number
}) {
  const hours = Array.from({ length: (range.to - range.from) / 60 }, (_, at) => range.from + at * 60)
  return (
    <>
      <div className={css.hours} style={{ height: (range.to - range.from) * perMinute }} aria-hidden="true">
        {hours.map((minute, at) => (
          <span key={minute} style={{ top: at * 60 * perMinute }} data-first={at === 0 ? '' : undefined}>
            {sayMinute(minute)}
          </span>
        ))}
      </div>
      <div className={css.lines} style={{ top }} aria-hidden="true">
        {hours.map((minute, at) => (
          <i key={minute} style={{ top: at * 60 * perMinute }} />
        ))}
      </div>
    </>
  )
}

/** This moment: a line behind the visits, its time in front of the hours. */
export function NowLine({ minute, top }: { minute: number; top: number }) {
  return (
    <>
      <div className={css.now} style={{ top }} />
      <div className={css.nowTime} style={{ top }}>
        <span>{sayMinute(minute)}</span>
      </div>
    </>
  )
}
