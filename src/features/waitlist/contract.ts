export * from './contract-offers.ts'
export {
  alreadyAsked,
  changedMeanwhile,
  doesNotFit,
  type FreedLine,
  linkUnknown,
  notBooked,
  noWay,
  offerSettled,
  parts,
  type Reason,
  timeSettled,
  type Urgency,
  urgencies,
  visitNotMovable,
  type WishLine,
  wishClosed,
  wishOpen,
} from './contract-parts.ts'
export * from './contract-wishes.ts'
