import { dayOpenings } from './day-openings.ts'
import { monthOpenings } from './month-openings.ts'
import { nextAvailable } from './next-available.ts'

/** Questions about when something fits. */
export const findingOfSchedule = [dayOpenings, nextAvailable, monthOpenings]
