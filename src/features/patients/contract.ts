// What crosses the wire, by noun. Others import from here only.
export {
  addAlert,
  addRelation,
  endAlert,
  endRelation,
  setGuarantor,
} from './contract-around.ts'
export {
  findDuplicates,
  patientCard,
  patientHistory,
  searchPatients,
} from './contract-finding.ts'
export { mergePatients, merges, undoMerge } from './contract-merge.ts'

export { changePatient, registerPatient } from './contract-record.ts'
export * from './contract-refusals.ts'
