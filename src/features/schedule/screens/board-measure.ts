import { type RefObject, startTransition, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'

/** Widths and heights of the board in pixels. The same object as long as nothing of it changes: what is drawn once need not be looked at again
 *  while a visit is carried over it or columns come into sight. */
export type Measure = {
  gutter: number
  head: number
  columnWidth: number
  perMinute: number
}

/** The stretch of columns that is drawn. */
export type Reach = { first: number; last: number }

const gutter = 56
const head = 45
/** What stands around the board in the window: the bar of the product and the bar of the day. */
const around = 101
const narrowest = 116
// 76 pixels an hour are the drawing's; a tall window gives more air, but never so much that the day no longer fits twice.
const perHour = { roomy: { least: 76, most: 116 }, close: { least: 46, most: 60 } }
const beyond = 2
/** So many columns stay drawn once they have been: scrolling back over them is free of work. More of them would only fill the memory. */
const mostDrawn = 40

/** When nothing else is to be done; at the latest after so many milliseconds. Not every browser can say when. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(run, { timeout: 500 })
    return () => cancelIdleCallback(asked)
  }
  const timer = setTimeout(run, 60)
  return () => clearTimeout(timer)
}

/** Measures the board's scroll box: how wide a column is, how tall a minute, and which columns are drawn. Those in sight are at once; the rest one
 *  after the other while nothing else is to be done, so that they are there before a quick hand is. `of` names the day: another begins anew. */
export function useBoardMeasure(
  box: RefObject<HTMLElement | null>,
  columns: number,
  minutes: number,
  density: keyof typeof perHour,
  of: string,
): { measure: Measure; reach: Reach; onScroll: () => void } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [drawn, setDrawn] = useState<(Reach & { of: string }) | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    // The height of the window, not of the box: panels above and below come and go, and the day must not breathe with them.
    const look = () => {
      const now = { width: element.clientWidth, height: window.innerHeight - around }
      setSize(was => (was.width === now.width && was.height === now.height ? was : now))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  const columnWidth = Math.max(narrowest, columns ? (size.width - gutter) / columns : narrowest)
  const { least, most } = perHour[density]
  const perMinute = Math.min(Math.max(((size.height - head) / Math.max(minutes, 60)) * 60, least), most) / 60
  const measure = useMemo(() => ({ gutter, head, columnWidth, perMinute }), [columnWidth, perMinute])

  const inSight = (): Reach => {
    const left = box.current?.scrollLeft ?? 0
    return {
      first: Math.max(0, Math.floor(left / columnWidth) - beyond),
      last: Math.min(columns - 1, Math.ceil((left + size.width - gutter) / columnWidth) + beyond),
    }
  }
  const seen = inSight()
  const kept = drawn?.of === of ? drawn : null
  const reach = kept ? together(kept, seen) : seen
  const latest = useRef(reach)
  latest.current = reach
  const grow = (next: Reach) => {
    const { first, last } = latest.current
    if (next.first >= first && next.last <= last) return
    startTransition(() => setDrawn({ ...together(latest.current, next), of }))
  }

  const { first, last } = reach
  useEffect(() => {
    if (size.width === 0 || last - first + 1 >= Math.min(columns, mostDrawn)) return
    return whenIdle(() => {
      const next = last < columns - 1 ? { first, last: last + 1 } : { first: Math.max(0, first - 1), last }
      startTransition(() => setDrawn({ ...next, of }))
    })
  }, [first, last, columns, size.width, of])

  return { measure, reach, onScroll: () => grow(inSight()) }
}

/** Both stretches and what lies between; too long a one keeps what is in sight. */
function together(a: Reach, b: Reach): Reach {
  const first = Math.min(a.first, b.first)
  const last = Math.max(a.last, b.last)
  return last - first + 1 > mostDrawn ? b : { first, last }
}
