import { useSyncExternalStore } from 'react'

// One patient is in hand at a time, in this tab, and stays so over screens and a reload. Only the id is kept.
const place = 'anteroom.in-hand'
const ownerPlace = 'anteroom.in-hand-of'
let patientId: string | null = sessionStorage.getItem(place)
const watchers = new Set<() => void>()

/** Names who holds; what somebody else held in this tab before is laid down. */
export function setHandOwner(staff: string): void {
  if (sessionStorage.getItem(ownerPlace) === staff) return
  sessionStorage.setItem(ownerPlace, staff)
  sessionStorage.removeItem(place)
  patientId = null
}

/** Takes this patient in hand: the card on the right shows the record, and b, n, m … act on it. */
export function takeInHand(id: string): void {
  if (id === patientId) return
  patientId = id
  sessionStorage.setItem(place, id)
  for (const tell of watchers) tell()
}

/** Lays the patient down. */
export function clearHand(): void {
  if (patientId === null) return
  patientId = null
  sessionStorage.removeItem(place)
  for (const tell of watchers) tell()
}

/** The patient in hand, for code that is not a component. */
export const personInHand = (): string | null => patientId

/** The patient in hand, and the ways to take and clear it. */
export function usePersonInHand(): { patientId: string | null; set: (id: string) => void; clear: () => void } {
  const id = useSyncExternalStore(tell => {
    watchers.add(tell)
    return () => watchers.delete(tell)
  }, personInHand)
  return { patientId: id, set: takeInHand, clear: clearHand }
}
