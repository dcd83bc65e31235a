// A table cannot leave its rows out that are not in sight; the focus stays on the grid, which names the row as its active descendant.
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are the screen's
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: see above
import { type ReactNode, type RefObject, useCallback, useEffect, useState } from 'react'
import css from './inbox.module.css'

/** Height of a row in pixels, as the style has it: what is out of sight is reckoned, not drawn. */
const row_px = 58
/** Rows drawn beyond the edges, so that a step never meets an empty place. */
const beyond = 12

export type Span = { from: number; to: number }

/** Rows by their place: only those in sight are drawn, five thousand scroll as fifty do. The focus stays on the list as a whole; which row is meant
 *  is said by its id, so that a row that comes into another's place gets none of its keys. */
export function RowWindow(props: {
  label: string
  total: number
  box: RefObject<HTMLDivElement | null>
  /** The row at a place, if it is loaded; its key names it. */
  rowAt: (at: number) => { key: string; selected: boolean; children: ReactNode } | undefined
  onChoose: (at: number) => void
  onSpan: (span: Span) => void
}) {
  const { box, total, onSpan } = props
  const [span, setSpan] = useState<Span>({ from: 0, to: 30 })
  const look = useCallback(() => {
    const one = box.current
    if (!one) return
    const from = Math.max(0, Math.floor(one.scrollTop / row_px) - beyond)
    const to = Math.ceil((one.scrollTop + one.clientHeight) / row_px) + beyond
    setSpan(was => (was.from === from && was.to === to ? was : { from, to }))
    onSpan({ from, to })
  }, [box, onSpan])
  useEffect(() => {
    look()
    const watch = new ResizeObserver(look)
    if (box.current) watch.observe(box.current)
    return () => watch.disconnect()
  }, [box, look])
  const drawn = []
  let active: string | undefined
  for (let at = span.from; at < Math.min(span.to, total); at++) {
    const row = props.rowAt(at)
    if (row?.selected) active = `row-${row.key}`
    drawn.push(
      <div
        key={row?.key ?? `place-${at}`}
        id={row ? `row-${row.key}` : undefined}
        role="row"
        aria-rowindex={at + 1}
        aria-selected={row?.selected ?? false}
        className={css.placed}
        style={{ transform: `translateY(${at * row_px}px)` }}
        data-row={row?.key}
        onClick={() => props.onChoose(at)}
      >
        <div role="gridcell">{row?.children}</div>
      </div>,
    )
  }
  return (
    <div
      ref={box}
      className={css.window}
      role="grid"
      aria-label={props.label}
      aria-rowcount={total}
      aria-activedescendant={active}
      tabIndex={0}
      onScroll={look}
    >
      <div role="rowgroup" className={css.all} style={{ height: total * row_px }}>
        {drawn}
      </div>
    </div>
  )
}

/** Scrolls so far that a place is in sight. */
export function bringIntoSight(box: HTMLDivElement | null, at: number): void {
  if (!box) return
  const top = at * row_px
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + row_px > box.scrollTop + box.clientHeight) box.scrollTop = top + row_px - box.clientHeight
}
