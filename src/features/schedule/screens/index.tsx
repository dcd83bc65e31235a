export { goOnBoard } from './board-place.ts'
export { type Booking, beginBooking, rememberVisitType, usualVisitType } from './booking-in-hand.ts'
export { Today } from './today.tsx'
