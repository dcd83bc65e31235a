import { day } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import { type Board, columnOf, rulerFor } from './board-blocks.ts'
import { useInAir } from './in-air.ts'
import css from './visit-bar.module.css'

/** The line under the board that says where the visit in the air would come down. */
export function MovingHint({ board }: { board: Board }) {
  const moving = useInAir()
  if (!moving) return null
  const over = board.columns[columnOf(board, moving.over)]
  const ruler = rulerFor(board, moving.over)
  return (
    <p className={css.hint} role="status">
      <span>
        <b>{t('schedule.move.hint', { who: moving.visit.patientName })}</b>
        <span>
          {t('schedule.move.place', {
            day: day(over?.date ?? board.date),
            from: ruler.say(moving.start),
            to: ruler.say(moving.end),
            column: over?.name ?? '',
          })}
        </span>
      </span>
    </p>
  )
}
