import { useSyncExternalStore } from 'react'
import type { BoardVisit } from './board-blocks.ts'
import type { Moving } from './move-plan.ts'

// Beside the screen, not in it: a visit that is carried changes its place with every frame, and only what shows the place may be drawn anew for that.
let held: Moving | null = null
const watchers = new Set<() => void>()
const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

/** What is in the air at this moment; null: nothing. */
export const inAir = (): Moving | null => held

/** Takes up, carries on, or (null) lays down. */
export function setInAir(next: Moving | null): void {
  if (held === next) return
  held = next
  for (const tell of watchers) tell()
}

/** What is in the air and where: drawn anew at every step. */
export const useInAir = (): Moving | null => useSyncExternalStore(watch, inAir)

/** Which visit is in the air: the same object while it is carried, as long as its data stay. */
export const useVisitInAir = (): BoardVisit | null => useSyncExternalStore(watch, () => held?.visit ?? null)
