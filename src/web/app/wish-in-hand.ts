import { useSyncExternalStore } from 'react'

/** A place on the waitlist that is being asked for: for a patient, or for a booked visit to come earlier. Only ids are kept. */
export type WishInHand = { patient: string; appointment: string | null }

let present: WishInHand | null = null
const watchers = new Set<() => void>()

function change(next: WishInHand | null): void {
  present = next
  for (const tell of watchers) tell()
}

/** Opens the form for a place on the waitlist; from the card, the visit, a list. */
export const beginWish = (patient: string, appointment: string | null = null): void => change({ patient, appointment })

export const endWish = (): void => change(null)

/** The wish being written, if any. */
export function useWishInHand(): WishInHand | null {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => present,
  )
}
