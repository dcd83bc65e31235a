import { type KeyboardEvent, type MouseEvent, type RefObject, useMemo, useRef } from 'react'
import { t } from '../../../web/words/say.ts'
import type { Opening } from '../contract.ts'
import { Bands, Holds } from './bands.tsx'
import css from './board.module.css'
import { type Block, type Board, type Placed, rangeOf, rulerFor } from './board-blocks.ts'
import { BoardHeads, Hours, NowLine } from './board-heads.tsx'
import { useBoardMeasure } from './board-measure.ts'
import { firstStop, type Walked } from './board-walk.ts'
import { Ghost } from './ghost.tsx'
import { inAir } from './in-air.ts'
import type { Moving } from './move-plan.ts'
import { useDrag } from './use-drag.ts'
import { useRovingFocus } from './use-roving-focus.ts'
import { useSteadyScroll } from './use-steady-scroll.ts'
import { boxOf, VisitLayer } from './visit-layer.tsx'

export type FittingOpening = Placed & { key: string; opening: Opening }

export type BoardGridProps = {
  board: Board
  blocks: readonly Block[]
  /** Times that fit what is in hand; null while nothing is. */
  openings: readonly FittingOpening[] | null
  bookingFor: string
  /** The visit that is being carried; where to, only the ghost knows. */
  carried: string | null
  selected: string | null
  /** Wall-clock minute of this moment if the board shows today, else null. */
  nowMinute: number | null
  today: string
  density: 'roomy' | 'close'
  now_ms: number
  mayMove: boolean
  box: RefObject<HTMLDivElement | null>
  onOpen: (block: Block) => void
  onTake: (opening: FittingOpening) => void
  onPutDown: (moving: Moving) => void
  /** Letters pressed on a visit that has the focus. */
  onKeyDown: (event: KeyboardEvent) => void
}

/** The day: columns across, minutes down, everything placed on one canvas, so that a visit that changes its column stays the same
 *  element and keeps the focus. */
export function BoardGrid(props: BoardGridProps) {
  const { board, blocks, openings, box } = props
  const canvas = useRef<HTMLDivElement>(null)
  const range = useMemo(() => rangeOf(board, blocks), [board, blocks])
  const { measure, reach, onScroll } = useBoardMeasure(
    box,
    board.columns.length,
    range.to - range.from,
    props.density,
    `${board.span} ${board.date} ${board.columns.length}`,
  )
  const { gutter, columnWidth, perMinute } = measure
  const items: readonly Walked[] = openings && openings.length > 0 ? openings : blocks
  const { stop, onFocus, onBlur } = useRovingFocus(canvas, items, firstStop(items, props.nowMinute)?.key ?? null)
  useSteadyScroll(box, board.date, range.from, perMinute, props.nowMinute)
  const drag = useDrag({
    board,
    canvas,
    box,
    measure,
    from: range.from,
    onPutDown: props.onPutDown,
  })

  const rooms = board.columns.every(column => column.kind === 'room')
  const shows = board.span === 'week' ? 'week' : rooms ? 'rooms' : 'day'
  const nowColumn = board.span === 'week' ? board.columns.findIndex(column => column.date === props.today) : -1
  // Two times over each other are none: near the hour, this moment's is the one that counts.
  const hour = props.nowMinute === null ? null : Math.round(props.nowMinute / 60) * 60
  const covered = hour !== null && Math.abs(hour - props.nowMinute!) * perMinute < 15 ? hour : null
  const place = (what: Placed) => boxOf(what, range.from, measure)
  const inSight = (what: { column: number; key: string }) =>
    (what.column >= reach.first && what.column <= reach.last) || what.key === stop
  const stands = items.find(item => item.key === stop)
  const kept = stands && !inSight({ ...stands, key: '' }) ? stop : null

  const press = (event: MouseEvent<HTMLDivElement>) => {
    const target = (event.target as Element).closest<HTMLElement>('[data-block], [data-opening]')
    if (!target || drag.justDropped()) return
    const moving = inAir()
    if (moving) return props.onPutDown(moving)
    const opening = openings?.find(each => each.key === target.dataset.opening)
    if (opening) return props.onTake(opening)
    const block = blocks.find(each => each.key === target.dataset.block)
    if (block) props.onOpen(block)
  }

  return (
    <div className={css.scroll} ref={box} onScroll={onScroll} data-board={shows}>
      <div
        className={css.canvas}
        style={{
          width: gutter + board.columns.length * columnWidth,
          height: measure.head + (range.to - range.from) * perMinute,
        }}
      >
        <BoardHeads board={board} today={props.today} measure={measure} />
        <Hours board={board} range={range} perMinute={perMinute} top={measure.head} covered={covered} />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
        <div
          ref={canvas}
          className={css.layer}
          style={{ top: measure.head }}
          role="group"
          aria-label={t('schedule.board.how')}
          onClick={press}
          onKeyDown={props.onKeyDown}
          onFocus={onFocus}
          onBlur={onBlur}
        >
          <Bands board={board} range={range} measure={measure} />
          <Holds board={board} range={range} measure={measure} now_ms={props.now_ms} />
          <VisitLayer
            board={board}
            blocks={blocks}
            from={range.from}
            gutter={gutter}
            columnWidth={columnWidth}
            perMinute={perMinute}
            first={reach.first}
            last={reach.last}
            minute_ms={Math.floor(props.now_ms / 60_000) * 60_000}
            kept={kept}
            selected={props.selected}
            inAir={props.carried}
            dim={openings !== null}
            onPointerDown={props.mayMove ? drag.onPointerDown : undefined}
          />
          {openings?.filter(inSight).map(each => {
            const box = place(each)
            return (
              <button
                type="button"
                key={each.key}
                className={css.opening}
                style={{ transform: `translate(${box.left}px, ${box.top}px)`, width: box.width, height: box.height }}
                data-opening={each.key}
                tabIndex={-1}
              >
                <span aria-hidden="true">{rulerFor(board).say(each.start)}</span>
                <span aria-hidden="true">{t('schedule.board.fits')}</span>
                <span className={css.says}>
                  {t('schedule.board.bookAt', {
                    who: props.bookingFor,
                    time: rulerFor(board).say(each.start),
                    minutes: each.end - each.start,
                    provider: each.opening.providerName,
                  })}
                </span>
              </button>
            )
          })}
          <Ghost board={board} measure={measure} from={range.from} />
        </div>
        {props.nowMinute !== null && props.nowMinute >= range.from && props.nowMinute <= range.to && (
          <NowLine
            label={rulerFor(board).say(props.nowMinute)}
            top={measure.head + (props.nowMinute - range.from) * perMinute}
            {...(nowColumn < 0 ? {} : { left: gutter + nowColumn * columnWidth, width: columnWidth })}
          />
        )}
      </div>
    </div>
  )
}
