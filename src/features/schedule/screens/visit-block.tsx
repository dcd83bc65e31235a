import { memo, type PointerEvent } from 'react'
import { isolated } from '../../../core/bidi.ts'
import { clock } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import css from './board.module.css'
import type { BoardVisit } from './board-blocks.ts'
import { type Mark, marksOf, sayVisit } from './visit-words.ts'
import { zoneApart } from './wall-clock.ts'

export type BlockBox = { left: number; top: number; width: number; height: number }

export type VisitBlockProps = BlockBox & {
  id: string
  /** The same object as long as nothing about the visit has changed: the answers are shared structurally. */
  visit: BoardVisit
  date: string
  /** Zone of the board: a visit elsewhere says its own clock and which. */
  zone: string
  /** What is left of a visit of the night before. */
  tail: boolean
  /** Drawn in its room's column: then it says with whom. */
  inRoom: boolean
  /** Minutes waited so far; null unless waiting. */
  wait: number | null
  /** How many sit in the group this block stands for; null for an ordinary visit. */
  taken: number | null
  /** Marks of other features; the same list as long as nothing of it changes. */
  extra: readonly Mark[] | undefined
  selected: boolean
  inAir: boolean
  dim: boolean
  onPointerDown: ((event: PointerEvent<HTMLButtonElement>) => void) | undefined
}

/** Two lines fit from this height on, one line with air around it from that. Pixels. */
const tall = 35
/** Below this only the name fits, without air. Pixels. */
const thin = 18

/** One visit on the board. Memoised: a thousand of them, and a change renders one. Signs and the second line are for the eye alone and drawn by the
 *  style sheet; the label says it all in words. */
export const VisitBlock = memo(function VisitBlock(props: VisitBlockProps) {
  const { left, top, width, height, visit, date, wait } = props
  const group =
    props.taken === null
      ? null
      : `${visit.what} · ${t('schedule.deeds.group.taken', { n: props.taken, seats: visit.seats ?? 0 })}`
  // A group has no marks of its own; what befell it befell everybody in it.
  const marks = group ? (props.extra ?? []) : marksOf(visit, wait, props.extra)
  const time = [
    props.tail ? '…' : '',
    clock(visit.startsAt, visit.zone),
    zoneApart(visit.startsAt, visit.zone, props.zone),
  ]
    .filter(Boolean)
    .join(' ')
  const line = `${time} ${group ? visit.providerName : props.inRoom ? `${visit.what}, ${visit.providerName}` : visit.what}`
  const says = group
    ? [time, visit.providerName, ...marks.map(mark => mark.word)].join(', ')
    : sayVisit(visit, date, wait, props.extra)
  return (
    <button
      type="button"
      className={css.visit}
      style={{ left, top, width, height }}
      data-block={props.id}
      data-color={visit.color}
      data-state={visit.state}
      data-in-air={props.inAir ? '' : undefined}
      data-thin={height < thin ? '' : undefined}
      data-tail={props.tail ? '' : undefined}
      data-dim={props.dim ? '' : undefined}
      aria-label={`${isolated(group ?? visit.patientName)}, ${says}`}
      aria-pressed={props.selected}
      tabIndex={-1}
      onPointerDown={props.onPointerDown}
    >
      <span className={css.first}>
        <b>{group ?? visit.patientName}</b>
        {marks.length > 0 && (
          <span className={css.marks} aria-hidden="true">
            {marks.map(mark => (
              <i key={mark.word} data-look={mark.look} data-sign={mark.sign} title={mark.word} />
            ))}
          </span>
        )}
      </span>
      {height >= tall && <small data-line={line} />}
    </button>
  )
})
