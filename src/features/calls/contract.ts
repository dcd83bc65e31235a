// What crosses the wire, in three files: parts both share, calls, messages.
export * from './contract-calls.ts'
export * from './contract-messages.ts'
export { attemptResults, outcomes, priorities } from './contract-parts.ts'
