export { loadVisits } from './load-visits.ts'

export { recordPastVisit } from './record-past-visit.ts'
