import { type RefObject, startTransition, useLayoutEffect, useRef, useState } from 'react'

/** Widths and heights of the board in pixels, and the stretch of columns in sight. */
export type Measure = {
  gutter: number
  head: number
  columnWidth: number
  perMinute: number
  first: number
  last: number
}

const gutter = 56
const head = 45
/** What stands around the board in the window: the bar of the product and the bar of the day. */
const around = 101
const narrowest = 116
// 76 pixels an hour are the drawing's; a tall window gives more air, but never so much that the day no longer fits twice.
const perHour = { roomy: { least: 76, most: 116 }, close: { least: 46, most: 60 } }
const beyond = 2

/** Measures the board's scroll box: how wide a column is, how tall a minute, and which columns are in sight. */
export function useBoardMeasure(
  box: RefObject<HTMLElement | null>,
  columns: number,
  minutes: number,
  density: keyof typeof perHour = 'roomy',
): { measure: Measure; onScroll: () => void } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [scrolled, setScrolled] = useState(0)
  const shown = useRef({ first: 0, last: 0 })
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
  const perMinute =
    Math.min(
      Math.max(((size.height - head) / Math.max(minutes, 60)) * 60, perHour[density].least),
      perHour[density].most,
    ) / 60
  const range = (left: number) => {
    const first = Math.max(0, Math.floor(left / columnWidth) - beyond)
    const last = Math.min(columns - 1, Math.ceil((left + size.width - gutter) / columnWidth) + beyond)
    return { first, last }
  }
  const inSight = range(scrolled)
  shown.current = inSight
  const onScroll = () => {
    const left = box.current?.scrollLeft ?? 0
    const next = range(left)
    // Rendering only when a column comes into sight keeps scrolling free of work.
    if (next.first !== shown.current.first || next.last !== shown.current.last) startTransition(() => setScrolled(left))
  }
  return { measure: { gutter, head, columnWidth, perMinute, ...inSight }, onScroll }
}
