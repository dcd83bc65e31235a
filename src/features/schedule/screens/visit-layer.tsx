import { memo, type PointerEvent } from 'react'
import css from './board.module.css'
import type { Block, Board, Placed } from './board-blocks.ts'
import { type BlockBox, VisitBlock } from './visit-block.tsx'
import { useVisitMarks } from './visit-marks.ts'
import { waitOf } from './visit-words.ts'

type Scale = { gutter: number; columnWidth: number; perMinute: number }

/** Where something on the board is drawn, in pixels of the canvas. */
export function boxOf(what: Placed, from: number, { gutter, columnWidth, perMinute }: Scale): BlockBox {
  const lane = (columnWidth - 10) / what.lanes
  return {
    left: gutter + what.column * columnWidth + 4 + what.lane * lane,
    top: (what.start - from) * perMinute + 1,
    width: lane - (what.lane < what.lanes - 1 ? 2 : 0),
    height: Math.max((what.end - what.start) * perMinute - 3, 12),
  }
}

type Props = Scale & {
  board: Board
  blocks: readonly Block[]
  from: number
  first: number
  last: number
  /** This moment, to the minute: a tick of the clock renders only who waits. */
  minute_ms: number
  /** Drawn wherever it is: it has the tab stop. */
  kept: string | null
  selected: string | null
  inAir: string | null
  dim: boolean
  onPointerDown: ((event: PointerEvent<HTMLButtonElement>) => void) | undefined
}

/** The visits of the columns in sight, and the one that has the tab stop wherever it is. Apart from what is carried over them: a visit in
 *  the air moves without one of these being looked at again. */
export const VisitLayer = memo(function VisitLayer(props: Props) {
  const { board, blocks, from, first, last, minute_ms, kept } = props
  const extra = useVisitMarks()
  return (
    <div className={css.visits}>
      {blocks
        .filter(block => (block.column >= first && block.column <= last) || block.key === kept)
        .map(block => {
          const { visit } = block
          return (
            <VisitBlock
              key={block.key}
              id={block.key}
              {...boxOf(block, from, props)}
              visit={visit}
              date={board.columns[block.column]?.date ?? board.date}
              zone={board.zone}
              tail={block.tail}
              inRoom={board.columns[block.column]?.kind === 'room'}
              wait={waitOf(visit, minute_ms)}
              taken={block.taken}
              extra={extra.get(visit.id)}
              selected={visit.id === props.selected}
              inAir={visit.id === props.inAir}
              dim={props.dim}
              onPointerDown={props.onPointerDown}
            />
          )
        })}
    </div>
  )
})
