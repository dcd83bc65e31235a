/** Of the visits that were not confirmed so many hours before their start, the share that was confirmed after all; hours ascending. */
export type Confirming = readonly { hours: number; share: number }[]

const steps_hours = [3, 6, 12, 24, 36, 48, 72, 120, 168, 240, 336]
/** Of fewer visits a share says nothing. */
const fewest = 20

/** Learns from past visits when patients confirm. `confirmedAhead`: hours before the start, null: never. */
export function confirmingOf(past: readonly { confirmedAhead: number | null }[]): Confirming {
  return steps_hours.map(hours => {
    const open = past.filter(({ confirmedAhead }) => confirmedAhead === null || confirmedAhead < hours)
    const later = open.filter(({ confirmedAhead }) => confirmedAhead !== null)
    return { hours, share: open.length < fewest ? 0 : later.length / open.length }
  })
}

/** The chance that a visit not confirmed yet will be: silence a week before says little, silence on the morning itself says a lot. */
export const chanceToConfirm = (confirming: Confirming, hoursAhead: number): number =>
  confirming.findLast(step => step.hours <= hoursAhead)?.share ?? 0
