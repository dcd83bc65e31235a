// What the frame and other features show and do of the schedule. The Today screen has its own door, so that these stay light.
export { apart } from './apart.ts'
export { boardExtras } from './board-extras.ts'
export { goOnBoard } from './board-place.ts'
export { beginBooking, rememberVisitType, usualVisitType } from './booking-in-hand.ts'
export { mayDespite, sayMoment, sayNo } from './say-schedule.ts'
export { timeTyped } from './settings/time-typed.ts'
export { book, cancel, move } from './visit-deeds.ts'
export { whyClauses } from './why-not-earlier.ts'
