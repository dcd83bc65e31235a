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

// Kept over a reload: the time stays held, so its buttons must stay as well. Ids and times only.
const keptAt = 'anteroom.held'

function kept(): readonly Held[] {
  try {
    return (JSON.parse(sessionStorage.getItem(keptAt) ?? '[]') as Held[]).filter(runs)
  } catch {
    return []
  }
}

let held: readonly Held[] = kept()
const watchers = new Set<() => void>()

function change(next: readonly Held[]): void {
  held = next
  sessionStorage.setItem(keptAt, JSON.stringify(next))
  for (const tell of watchers) tell()
}

/** Keeps in mind what this desk holds for a patient: one time each. */
export const keepHold = (hold: Held): void =>
  change([...held.filter(each => each.patient !== hold.patient && each.id !== hold.id), hold])
export const forgetHold = (id: string): void => change(held.filter(each => each.id !== id))
export const holdFor = (patient: string | null): Held | null => held.find(each => each.patient === patient) ?? null

/** True while nobody else can have the time. */
export function runs(hold: Held): boolean {
  return leftOf(hold) > 0
}
/** Milliseconds until it runs out. */
export function leftOf(hold: Held): number {
  return Date.parse(hold.expiresAt) - Date.now() - hold.ahead_ms
}

export function useHoldFor(patient: string | null): Held | null {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => holdFor(patient),
  )
}
