// What other features show of the lists.
export { WorkRow } from './work-row.tsx'
