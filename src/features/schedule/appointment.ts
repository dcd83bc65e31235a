import type { VisitState } from './contract.ts'

// The steps of a visit: pure rules, no database, no clock.

export type Step = 'confirmed' | 'arrived' | 'roomed' | 'checked-out' | 'cancelled' | 'no-show'

/** From which states each step may be taken. Somebody marked as no-show who comes after all: the mark is undone first. */
export const stepsFrom: Readonly<Record<Step | 'moved', readonly VisitState[]>> = {
  confirmed: ['booked'],
  arrived: ['booked', 'confirmed'],
  roomed: ['arrived', 'roomed'],
  'checked-out': ['arrived', 'roomed'],
  cancelled: ['booked', 'confirmed', 'arrived'],
  'no-show': ['booked', 'confirmed'],
  moved: ['booked', 'confirmed', 'arrived'],
}
