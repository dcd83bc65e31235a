import { useSyncExternalStore } from 'react'

/** How the panel looks for a time. */
export const bookingModes = ['next', 'month', 'chain', 'series', 'family'] as const
export type BookingMode = (typeof bookingModes)[number]

/** One visit of a chain: what, with whom (a provider, a pool, 'anybody'), and how many minutes after the one before it at most. */
export type ChainStep = { key: number; visitType: string; who: string; within: number }

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
  mode: BookingMode
  /** The visits of a chain, once touched. */
  chain: readonly ChainStep[] | null
}

const usualAt = 'anteroom.visit-type'
// Kept over a reload, as the person in hand is: who is booked is on the telephone. Ids and choices only; another person in hand ends it.
const keptAt = 'anteroom.booking'
let booking: Booking | null = kept()
const watchers = new Set<() => void>()

function kept(): Booking | null {
  try {
    return JSON.parse(sessionStorage.getItem(keptAt) ?? 'null') as Booking | null
  } catch {
    return null
  }
}

function change(next: Booking | null): void {
  booking = next
  if (next) sessionStorage.setItem(keptAt, JSON.stringify(next))
  else sessionStorage.removeItem(keptAt)
  for (const tell of watchers) tell()
}

/** Begins to book for a patient: the panel opens on the board and openings that fit light up. */
export function beginBooking(patient: string, given: Partial<Omit<Booking, 'patient'>> = {}): void {
  const plain = {
    visitType: null,
    provider: null,
    pool: null,
    urgent: false,
    from: null,
    pin: null,
    mode: 'next',
    chain: null,
  } as const
  change({ patient, ...plain, ...given })
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
