import type { Feature } from '../../platform/feature.ts'
import { addAlert } from './add-alert.ts'
import { addRelation } from './add-relation.ts'
import { changePatient } from './change-patient.ts'
import { endAlert } from './end-alert.ts'
import { endRelation } from './end-relation.ts'
import { findDuplicates } from './find-duplicates.ts'
import { mergePatients } from './merge-patients.ts'
import { merges } from './merges.ts'
import { patientCard } from './patient-card.ts'
import { patientHistory } from './patient-history.ts'
import { registerPatient } from './register-patient.ts'
import { searchPatients } from './search-patients.ts'
import { setGuarantor } from './set-guarantor.ts'
import { undoMerge } from './undo-merge.ts'

export const patientsFeature: Feature = {
  name: 'patients',
  operations: [
    registerPatient,
    changePatient,
    addAlert,
    endAlert,
    addRelation,
    endRelation,
    setGuarantor,
    mergePatients,
    undoMerge,
    merges,
    searchPatients,
    patientCard,
    patientHistory,
    findDuplicates,
  ],
}
