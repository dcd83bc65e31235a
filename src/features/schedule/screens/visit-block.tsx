import { memo, type PointerEvent } from 'react'
import css from './board.module.css'
import type { Mark } from './visit-words.ts'

export type BlockBox = { left: number; top: number; width: number; height: number }

export type VisitBlockProps = BlockBox & {
  id: string
  name: string
  /** Time and type, shown when the block is tall enough. */
  line: string
  /** What a reader hears after the name. */
  says: string
  color: string
  state: string
  marks: readonly Mark[]
  stop: boolean
  selected: boolean
  inAir: boolean
  dim: boolean
  onPointerDown?: ((event: PointerEvent<HTMLButtonElement>) => void) | undefined
}

/** Two lines fit from this height on. Pixels. */
const tall = 38

function same(a: VisitBlockProps, b: VisitBlockProps): boolean {
  const keys = Object.keys(a) as (keyof VisitBlockProps)[]
  return keys.every(key => (key === 'marks' ? signs(a.marks) === signs(b.marks) : Object.is(a[key], b[key])))
}
const signs = (marks: readonly Mark[]) => marks.map(mark => mark.sign + mark.look).join()

/** One visit on the board. Memoised by value: a thousand of them, and a change renders one. */
export const VisitBlock = memo(function VisitBlock(props: VisitBlockProps) {
  const { left, top, width, height } = props
  return (
    <button
      type="button"
      className={css.visit}
      style={{ transform: `translate(${left}px, ${top}px)`, width, height }}
      data-block={props.id}
      data-color={props.color}
      data-state={props.state}
      data-in-air={props.inAir ? '' : undefined}
      data-dim={props.dim ? '' : undefined}
      aria-pressed={props.selected}
      tabIndex={props.stop ? 0 : -1}
      onPointerDown={props.onPointerDown}
    >
      <span className={css.first}>
        <b>{props.name}</b>
        {props.marks.length > 0 && (
          <span className={css.marks} aria-hidden="true">
            {props.marks.map(mark => (
              <i key={mark.word} data-look={mark.look} title={mark.word}>
                {mark.sign}
              </i>
            ))}
          </span>
        )}
      </span>
      {height >= tall && <small aria-hidden="true">{props.line}</small>}
      <span className={css.says}>{props.says}</span>
      <span className={css.grip} data-grip="" />
    </button>
  )
}, same)
