export { importFhir } from './import-fhir.ts'
export { reportLines } from './import-report.ts'
