export * from './contract-appointments.ts'
export * from './contract-board.ts'
export * from './contract-feeds.ts'
export * from './contract-find.ts'
export * from './contract-follow-ups.ts'
export * from './contract-missed.ts'
export {
  alreadyCancelled,
  changedMeanwhile,
  groupFull,
  holdGone,
  hoursOverlap,
  inThePast,
  limitReached,
  notHeld,
  nothingToUndo,
  notInUse,
  type Opening,
  outsideHours,
  patientAlreadyBooked,
  providerWanted,
  slotTaken,
  timeDoesNotExist,
  timeExistsTwice,
  type Visit,
  type VisitEvent,
  type VisitState,
  visitTypeExists,
  type Warning,
  wrongState,
} from './contract-parts.ts'
export * from './contract-pins.ts'
export * from './contract-setup.ts'
export * from './contract-together.ts'
export * from './contract-views.ts'
