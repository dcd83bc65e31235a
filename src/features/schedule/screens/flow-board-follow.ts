import { type RefObject, useEffect, useRef } from 'react'
import type { FlowVisit, Stage } from './flow-board-stages.ts'

/** Milliseconds after which a patient whom no stage has taken up is let go. */
const letGoAfter_ms = 5_000

/** Whom a key has moved stays in hand until the row stands in its next stage with the focus: pressed again, the key moves the same patient, and
 *  never the one who has slipped into the old place. Arrows and the pointer let go at once. */
export function useFollow(
  box: RefObject<HTMLElement | null>,
  flow: readonly FlowVisit[],
): { follow: (visit: FlowVisit) => void; followed: () => string | null; landed: (id: string | null) => boolean } {
  const held = useRef<{ id: string; stage: Stage; since: number } | null>(null)
  const letGo = () => {
    held.current = null
  }
  useEffect(() => {
    const byHand = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key.startsWith('Arrow') || event.key === 'Tab') held.current = null
    }
    window.addEventListener('keydown', byHand, { capture: true })
    window.addEventListener('pointerdown', byHand, { capture: true })
    return () => {
      window.removeEventListener('keydown', byHand, { capture: true })
      window.removeEventListener('pointerdown', byHand, { capture: true })
    }
  }, [])
  useEffect(() => {
    const was = held.current
    const now = was && flow.find(visit => visit.id === was.id)
    if (!was || !now || now.stage === was.stage) return
    // The list builds its rows a little after the board.
    const focus = () => {
      if (held.current?.id !== now.id || performance.now() - was.since > letGoAfter_ms) return
      const row = box.current?.querySelector(`[data-block="${now.id}"][data-stage="${now.stage}"]`)
      if (row) row.closest<HTMLElement>('[role="row"]')?.focus()
      else requestAnimationFrame(focus)
    }
    requestAnimationFrame(focus)
  }, [flow, box])
  const followed = () => {
    if (held.current && performance.now() - held.current.since > letGoAfter_ms) letGo()
    return held.current?.id ?? null
  }
  return {
    follow: visit => {
      held.current = { id: visit.id, stage: visit.stage, since: performance.now() }
    },
    followed,
    /** Whether the focus that moved to this row is to be believed: while somebody is followed, only theirs in the next stage is. */
    landed: id => {
      const waitsFor = followed()
      if (waitsFor === null) return true
      if (id !== waitsFor) return false
      const now = flow.find(visit => visit.id === id)
      if (now && now.stage !== held.current!.stage) letGo()
      return true
    },
  }
}
