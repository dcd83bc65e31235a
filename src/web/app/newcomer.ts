import { useEffect, useRef } from 'react'

/** What is known of somebody about to be registered: what was typed in a search, the number that rings, the call it is. */
export type Newcomer = { text: string; phone: string; call: string | null }

// In memory only, and taken once: from then on the registration's own draft keeps it.
let waiting: Newcomer | null = null
let taker: (() => void) | null = null

/** Leaves what is known for the registration form; go to /patients/register after it. A form that is open already takes it at once. */
export function announceNewcomer(known: Partial<Newcomer>): void {
  waiting = { text: known.text ?? '', phone: known.phone ?? '', call: known.call ?? null }
  taker?.()
}

/** Takes what is left for the registration form, now and while the form is open; each once. */
export function useNewcomer(take: (known: Newcomer) => void): void {
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    const look = () => {
      const known = waiting
      waiting = null
      if (known) latest.current(known)
    }
    look()
    taker = look
    return () => {
      taker = null
    }
  }, [])
}
