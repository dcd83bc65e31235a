// The front door for other features.
export { patientByIdentifier } from './patient-by-identifier.ts'

export { patientsByPhone } from './patients-by-phone.ts'
export { requireActivePatient } from './require-patient.ts'
