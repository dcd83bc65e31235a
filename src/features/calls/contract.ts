// What crosses the wire, in files by noun: parts all share, calls, the card, who is checked, the log, messages with their kinds, how the
// practice arranges them, figures, guidance.
export * from './contract-arranging.ts'
export * from './contract-calls.ts'
export * from './contract-card.ts'
export * from './contract-figures.ts'
export * from './contract-guidance.ts'
export { emergencyContent, flagGroups, redFlagContent, scriptContent } from './contract-guidance-parts.ts'
export * from './contract-identity.ts'
export { fieldsOf, type KindField, kindKeys, type MessageKind } from './contract-kinds.ts'
export * from './contract-log.ts'
export * from './contract-messages.ts'
export { alsoOutcomes, finishReasons, outcomes, priorities, usualReasons } from './contract-parts.ts'
