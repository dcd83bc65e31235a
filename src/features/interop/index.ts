export { type ImportAsk, importFhir, importRunning } from './import-fhir.ts'
export { type ImportReport, reportLines } from './import-report.ts'
