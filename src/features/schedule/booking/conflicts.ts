import { Refusal } from '../../../core/refusal.ts'
import { patientAlreadyBooked, type Visit } from '../contract.ts'

/** What keeps one of several visits from where it is to go. `wanted`: that time on the wall clock (a move) or as an instant (a step back), if it is known. */
export type Conflict = {
  appointment: string
  startsAt: string
  wanted: string | null
  code: string
  facts: Refusal['facts']
}

/** Tries one of several visits: an expected no is noted, so that the others are tried as well. */
export async function attempt(
  conflicts: Conflict[],
  visit: Visit,
  wanted: string | null,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'denied') throw error
    conflicts.push({ appointment: visit.id, startsAt: visit.startsAt, wanted, code: error.code, facts: error.facts })
  }
}

/** Those that stand by themselves, soonest first: who is met only because another of them could not leave is no conflict of its own. */
export function ownConflicts(conflicts: readonly Conflict[]): Conflict[] {
  const stuck = new Set(conflicts.map(each => each.appointment))
  const own = conflicts.filter(
    each => each.code !== patientAlreadyBooked.code || !stuck.has(String(each.facts.appointment)),
  )
  return (own.length > 0 ? own : [...conflicts]).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
}
