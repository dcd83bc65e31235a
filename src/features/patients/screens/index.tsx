// What the frame and other features show of patients. Heavy screens have their own doors, so that the card stays light.
export { PatientCard } from './patient-card.tsx'
export { fullName, languageName } from './patient-name.ts'
export { PatientPick } from './patient-pick.tsx'
