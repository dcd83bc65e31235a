import { refusal } from '../../core/refusal.ts'

/** Somebody very like this is here already. Facts: candidates [{id, chart, name, birthDate, phone, why}]. Say whom it is not, and ask again. */
export const likelyDuplicate = refusal('patients.likely-duplicate', 'conflict')
/** Another person changed the same fields since they were read. Facts: fields [{field, by, at, value}], version. */
export const changedMeanwhile = refusal('patients.changed-meanwhile', 'conflict')
/** The record was merged into another; work there. Facts: survivor. */
export const mergedAway = refusal('patients.merged-away', 'conflict')
/** Both records are one and the same already. */
export const samePatient = refusal('patients.same-patient', 'conflict')
/** A merge made later stands on this one and has to be undone first. Facts: merge. */
export const undoLaterFirst = refusal('patients.undo-later-first', 'conflict')
/** This merge was undone before. Facts: by, at. */
export const alreadyUndone = refusal('patients.already-undone', 'conflict')
/** The alert or relation was ended before. Facts: at. */
export const alreadyEnded = refusal('patients.already-ended', 'conflict')
/** Another patient here carries this number of that system. Facts: system, value, patient. */
export const identifierTaken = refusal('patients.identifier-taken', 'conflict')
