export * from './contract-flow.ts'
export * from './contract-kiosk.ts'
export * from './contract-link.ts'
export {
  alreadyWaiting,
  kioskExists,
  locationClosed,
  nobodyLinked,
  noStageToUndo,
  notExpected,
  nothingFree,
  notInRoom,
  type Seen,
  walkInMoved,
} from './contract-parts.ts'
export * from './contract-walk-in.ts'
