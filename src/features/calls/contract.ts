// What crosses the wire, in three files: parts both share, calls, messages.
export * from './contract-calls.ts'
export * from './contract-messages.ts'
export { priorities } from './contract-parts.ts'
