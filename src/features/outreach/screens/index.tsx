// What other features show of messages to patients.
export { OneSent } from './one-sent.tsx'
