import { useSyncExternalStore } from 'react'
import type { Opening } from '../contract.ts'

/** A time this desk keeps while it talks to a patient. */
export type Held = {
  id: string
  patient: string
  visitType: string
  opening: Opening
  /** Length, if not that of the visit type. */
  minutes: number | null
  /** Instant after which it stands in nobody's way. */
  expiresAt: string
  /** Milliseconds the server's clock is ahead of this computer's. */
  ahead_ms: number
}

let held: readonly Held[] = []
const watchers = new Set<() => void>()

function change(next: readonly Held[]): void {
  held = next
  for (const tell of watchers) tell()
}

/** Keeps in mind what this desk holds for a patient: one time each. */
export const keepHold = (hold: Held): void =>
  change([...held.filter(each => each.patient !== hold.patient && each.id !== hold.id), hold])
export const forgetHold = (id: string): void => change(held.filter(each => each.id !== id))
export const holdFor = (patient: string | null): Held | null => held.find(each => each.patient === patient) ?? null

/** True while nobody else can have the time. */
export const runs = (hold: Held): boolean => leftOf(hold) > 0
/** Milliseconds until it runs out. */
export const leftOf = (hold: Held): number => Date.parse(hold.expiresAt) - Date.now() - hold.ahead_ms

export function useHoldFor(patient: string | null): Held | null {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => holdFor(patient),
  )
}
