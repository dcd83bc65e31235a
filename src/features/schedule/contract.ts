export * from './contract-appointments.ts'
export * from './contract-board.ts'
export {
  alreadyCancelled,
  changedMeanwhile,
  holdGone,
  hoursOverlap,
  inThePast,
  nothingToUndo,
  notInUse,
  type Opening,
  outsideHours,
  patientAlreadyBooked,
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
export * from './contract-setup.ts'
