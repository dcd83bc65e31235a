import { useSyncExternalStore } from 'react'

/** A booking begun and not yet made. */
export type Booking = {
  patient: string
  /** null until chosen: then the usual one. */
  visitType: string | null
  provider: string | null
  /** Anybody of this pool, if no provider is named. */
  pool: string | null
  /** Times kept for urgent visits count too. */
  urgent: boolean
  /** First day looked at; null: today. */
  from: string | null
  /** The card of the pinboard this is to place; null: a new booking. */
  pin: { id: string; minutes: number } | null
}

const usualAt = 'anteroom.visit-type'
let booking: Booking | null = null
const watchers = new Set<() => void>()

function change(next: Booking | null): void {
  booking = next
  for (const tell of watchers) tell()
}

/** Begins to book for a patient: the panel opens on the board and openings that fit light up. */
export function beginBooking(patient: string, given: Partial<Omit<Booking, 'patient'>> = {}): void {
  change({ patient, visitType: null, provider: null, pool: null, urgent: false, from: null, pin: null, ...given })
}

export function changeBooking(next: Partial<Omit<Booking, 'patient'>>): void {
  if (booking) change({ ...booking, ...next })
}

export const endBooking = (): void => change(null)

export function useBooking(): Booking | null {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => booking,
  )
}

/** The visit type this desk booked last: what a booking means until told otherwise. */
export const usualVisitType = (): string | null => localStorage.getItem(usualAt)
export const rememberVisitType = (id: string): void => localStorage.setItem(usualAt, id)
