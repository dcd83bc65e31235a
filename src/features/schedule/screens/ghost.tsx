import css from './board.module.css'
import { type Board, columnOf, rulerFor } from './board-blocks.ts'
import type { Measure } from './board-measure.ts'
import type { Moving } from './move-plan.ts'

type Props = { moving: Moving; board: Board; measure: Measure; from: number }

/** Where the visit in the air would come down. */
export function Ghost({ moving, board, measure, from }: Props) {
  const at = columnOf(board, moving.over)
  if (at < 0) return null
  const { gutter, columnWidth, perMinute } = measure
  return (
    <div
      className={css.ghost}
      data-ghost=""
      data-color={moving.visit.color}
      style={{
        transform: `translate(${gutter + at * columnWidth + 4}px, ${(moving.start - from) * perMinute + 1}px)`,
        width: columnWidth - 10,
        height: (moving.end - moving.start) * perMinute - 3,
      }}
    >
      <b>{rulerFor(board, moving.over).say(moving.start)}</b>
      <span>{moving.visit.patientName}</span>
    </div>
  )
}
