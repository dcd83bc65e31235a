/** What is known of somebody about to be registered: what was typed in a search, the number that rings, the call it is. */
export type Newcomer = { text: string; phone: string; call: string | null }

// In memory only, and taken once: from then on the registration's own draft keeps it.
let waiting: Newcomer | null = null

/** Leaves what is known for the registration form; go to /patients/register after it. */
export function announceNewcomer(known: Partial<Newcomer>): void {
  waiting = { text: known.text ?? '', phone: known.phone ?? '', call: known.call ?? null }
}

/** Takes what was left, once. */
export function takeNewcomer(): Newcomer | null {
  const known = waiting
  waiting = null
  return known
}
