export * from './contract-due.ts'
export * from './contract-letters.ts'
export * from './contract-links.ts'
export * from './contract-lists.ts'
export * from './contract-orders.ts'
export {
  alreadyAnswered,
  alreadyScheduled,
  alreadyStopped,
  authorisationDenied,
  authorisationOpen,
  changedMeanwhile,
  itemGone,
  type ListName,
  linkGone,
  notClosed,
  nothingLeft,
  notStopped,
  outsideWindow,
  ruleExists,
  taken,
  typeNotInUse,
  visitDoesNotFit,
} from './contract-parts.ts'
export * from './contract-rules.ts'
