import { type FocusEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { afterGone, type Walked } from './board-walk.ts'

const keyOf = (element: Element | null) =>
  element instanceof HTMLElement ? (element.dataset.block ?? element.dataset.opening ?? null) : null

const elementOf = (canvas: HTMLElement | null, key: string) =>
  canvas?.querySelector<HTMLElement>(`[data-block="${CSS.escape(key)}"], [data-opening="${CSS.escape(key)}"]`) ?? null

/** One tab stop on the whole board. What has the focus keeps it through every re-render; if it vanishes, its neighbour gets it.
 *  Everything on the board is drawn without a tab stop; the one that is it gets it here, so that walking from visit to visit draws nothing anew. */
export function useRovingFocus(canvas: RefObject<HTMLElement | null>, items: readonly Walked[], first: string | null) {
  const active = useRef<string | null>(null)
  const held = useRef<Walked | null>(null)
  const marked = useRef<HTMLElement | null>(null)
  const [, again] = useState(0)
  const stop = items.some(item => item.key === active.current) ? active.current : first

  const mark = (element: HTMLElement | null) => {
    if (marked.current !== element && marked.current) marked.current.tabIndex = -1
    if (element) element.tabIndex = 0
    marked.current = element
  }

  useLayoutEffect(() => {
    mark(stop === null ? null : elementOf(canvas.current, stop))
    const lost = held.current
    if (!lost) return
    const present = items.find(item => item.key === lost.key)
    if (present) held.current = present
    // Somebody may have put the focus elsewhere on purpose; only a focus that fell to the page is picked up.
    if (document.activeElement && document.activeElement !== document.body) return
    const next = present ?? afterGone(items, lost)
    if (!next) return
    held.current = next
    active.current = next.key
    const element = elementOf(canvas.current, next.key)
    if (element) {
      mark(element)
      element.focus({ preventScroll: true })
    } else if (next.key !== stop) again(n => n + 1)
  })

  return {
    /** Which one it is, as of the last drawing. */
    stop,
    onFocus: (event: FocusEvent) => {
      const key = keyOf(event.target)
      if (!key) return
      held.current = items.find(item => item.key === key) ?? null
      active.current = key
      mark(event.target as HTMLElement)
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
