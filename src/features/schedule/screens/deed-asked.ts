import { useSyncExternalStore } from 'react'
import type { Fee, Visit } from '../contract.ts'
import type { BoardVisit } from './board-blocks.ts'

/** One of several visits that cannot go where it should, as the server names it. */
export type InTheWay = { appointment: string; startsAt: string; code: string; facts: Record<string, unknown> }

export type SeriesAsked = {
  visit: BoardVisit
  /** Where it was carried, if it was. */
  to?: { startsAt: string; provider?: string }
  /** Moves this one alone to where it was carried. */
  alone?: () => void
}

/** A deed that asks something before it is done. */
export type AskedDeed =
  | { kind: 'cancel'; visit: BoardVisit }
  | { kind: 'again'; visit: BoardVisit }
  | { kind: 'waive'; fee: Fee; who: string }
  | ({ kind: 'series' } & SeriesAsked)
  /** Not all of a deed can be taken back. */
  | { kind: 'undo'; visits: readonly Visit[]; who: string; conflicts: readonly InTheWay[] }
  /** What stands in the way, and what to do with the reason for booking over it. */
  | { kind: 'over'; text: string; go: (why: string) => void }

let asked: AskedDeed | null = null
const watchers = new Set<() => void>()

/** Opens the question of a deed; null closes it. */
export function askDeed(next: AskedDeed | null): void {
  asked = next
  for (const tell of watchers) tell()
}

export function useAskedDeed(): AskedDeed | null {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => asked,
  )
}
