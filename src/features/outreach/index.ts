// The front door for other features.
export { type Language, languageOf, reachOf, wayOf } from './reach-of.ts'
export { type Said, tellPatient } from './tell-patient.ts'
export { withdrawMessage } from './withdraw-message.ts'
