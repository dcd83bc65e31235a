import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Opens a day at this moment (or its first hour), and keeps what is in sight in its place when the day grows at the top. */
export function useSteadyScroll(
  box: RefObject<HTMLElement | null>,
  date: string,
  from: number,
  perMinute: number,
  nowMinute: number | null,
): void {
  const shown = useRef<{ date: string; from: number; measured: boolean } | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const was = shown.current
    const measured = element.clientHeight > 0
    if (was?.date === date && was.measured) {
      if (was.from !== from) element.scrollTop += (was.from - from) * perMinute
    } else if (nowMinute !== null) {
      element.scrollTop = Math.max(0, (nowMinute - from) * perMinute - element.clientHeight / 3)
    } else if (was === null) element.scrollTop = 0
    shown.current = { date, from, measured }
  }, [box, date, from, perMinute, nowMinute])
}
