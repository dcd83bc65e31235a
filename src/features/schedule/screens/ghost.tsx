import { useEffect, useRef } from 'react'
import css from './board.module.css'
import { type Board, columnOf, rulerFor } from './board-blocks.ts'
import type { Measure } from './board-measure.ts'
import { useInAir } from './in-air.ts'

type Props = { board: Board; measure: Measure; from: number }

/** Where the visit in the air would come down: the one thing on the board that is drawn anew while it is carried. */
export function Ghost({ board, measure, from }: Props) {
  const moving = useInAir()
  const element = useRef<HTMLDivElement>(null)
  const at = moving ? columnOf(board, moving.over) : -1
  // What is carried by keys stays in sight; the pointer scrolls by itself.
  const hovers = moving?.how === 'keys' ? `${at}@${moving.start}-${moving.end}` : null
  useEffect(() => {
    if (hovers) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [hovers])
  if (!moving || at < 0) return null
  const { gutter, columnWidth, perMinute } = measure
  return (
    <>
      {moving.how !== 'keys' && <div className={css.veil} data-how={moving.how} />}
      <div
        ref={element}
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
    </>
  )
}
