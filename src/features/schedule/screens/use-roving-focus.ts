import { type FocusEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { afterGone, type Walked } from './board-walk.ts'

const keyOf = (element: Element | null) =>
  element instanceof HTMLElement ? (element.dataset.block ?? element.dataset.opening ?? null) : null

const elementOf = (canvas: HTMLElement | null, key: string) =>
  canvas?.querySelector<HTMLElement>(`[data-block="${CSS.escape(key)}"], [data-opening="${CSS.escape(key)}"]`) ?? null

/** One tab stop on the whole board. What has the focus keeps it through every re-render; if it vanishes, its neighbour gets it. */
export function useRovingFocus(canvas: RefObject<HTMLElement | null>, items: readonly Walked[], first: string | null) {
  const [active, setActive] = useState<string | null>(null)
  const held = useRef<Walked | null>(null)
  const stop = items.some(item => item.key === active) ? active : first

  useLayoutEffect(() => {
    const lost = held.current
    if (!lost) return
    const present = items.find(item => item.key === lost.key)
    if (present) held.current = present
    // Somebody may have put the focus elsewhere on purpose; only a focus that fell to the page is picked up.
    if (document.activeElement && document.activeElement !== document.body) return
    const next = present ?? afterGone(items, lost)
    if (!next) return
    held.current = next
    setActive(next.key)
    elementOf(canvas.current, next.key)?.focus({ preventScroll: true })
  })

  return {
    stop,
    onFocus: (event: FocusEvent) => {
      const key = keyOf(event.target)
      if (!key) return
      held.current = items.find(item => item.key === key) ?? null
      setActive(key)
    },
    onBlur: (event: FocusEvent) => {
      // An element that is taken out of the page also tells a blur: then the focus was lost, not given away.
      if (event.relatedTarget !== null || event.target.isConnected) {
        if (!canvas.current?.contains(event.relatedTarget)) held.current = null
      }
    },
  }
}

/** Brings a visit or opening into sight and gives it the focus; asks again on the next frame if it was not drawn yet. */
export function focusOnBoard(box: HTMLElement | null, key: string): void {
  const found = elementOf(box, key)
  found?.focus({ preventScroll: true })
  found?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
