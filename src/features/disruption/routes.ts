import type { Feature } from '../../platform/feature.ts'
import { acceptProposals } from './accept-proposals.ts'
import { affectedCarrier } from './carry-affected.ts'
import { claimVisit } from './claim-visit.ts'
import { endDisruption } from './end-disruption.ts'
import { endLate } from './end-late.ts'
import { knockOn } from './knock-on.ts'
import { markedVisits } from './marked-visits.ts'
import { moveBack } from './move-back.ts'
import { noteCall } from './note-call.ts'
import { noticeVisit } from './notice-visit.ts'
import { openDisruptions } from './open-disruptions.ts'
import { proposals } from './proposals.ts'
import { reportDisruption } from './report-disruption.ts'
import { reportLate } from './report-late.ts'
import { settleVisits } from './settle-visits.ts'
import { takeBackDisruption } from './take-back-disruption.ts'
import { tellPatients } from './tell-patients.ts'
import { worklist } from './worklist.ts'

const heard = ['booked', 'moved', 'cancelled', 'changed'] as const

/** What the day that goes wrong brings to the program. */
export const disruptionFeature: Feature = {
  name: 'disruption',
  operations: [
    reportDisruption,
    reportLate,
    acceptProposals,
    settleVisits,
    noteCall,
    tellPatients,
    claimVisit,
    takeBackDisruption,
    moveBack,
    endDisruption,
    openDisruptions,
    markedVisits,
    worklist,
    proposals,
    knockOn,
  ],
  subscriptions: heard.map(what => ({
    event: `schedule.appointment-${what}`,
    task: 'disruption.notice-visit',
    run: noticeVisit,
  })),
  carriers: [affectedCarrier],
  chores: [{ name: 'disruption.end-late', everySeconds: 60, run: endLate }],
}
