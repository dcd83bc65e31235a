export * from './contract-holidays.ts'
export * from './contract-hours.ts'
export {
  deviceExists,
  holidayRuleExists,
  limitExists,
  notBookableHere,
  notForPatient,
  nothingToCopy,
  notOffered,
  notYetOrTooFar,
  poolExists,
  sessionReserved,
} from './contract-parts.ts'
export * from './contract-resources.ts'
export * from './contract-visit-types.ts'
