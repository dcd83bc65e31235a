import { dayOpenings } from './day-openings.ts'
import { findChain } from './find-chain.ts'
import { findTogether } from './find-together.ts'
import { monthOpenings } from './month-openings.ts'
import { nextAvailable } from './next-available.ts'
import { planSeries } from './plan-series.ts'
import { usualVisitType } from './usual-visit-type.ts'

/** Questions about when something fits. */
export const findingOfSchedule = [
  dayOpenings,
  nextAvailable,
  monthOpenings,
  findChain,
  findTogether,
  planSeries,
  usualVisitType,
]
