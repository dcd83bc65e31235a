import type { Feature } from '../../platform/feature.ts'
import { addKiosk } from './add-kiosk.ts'
import { addWalkIn } from './add-walk-in.ts'
import { arrivalLink } from './arrival-link.ts'
import { arrive } from './arrive.ts'
import { arrivePage } from './arrive-page.ts'
import { arrivalsCarrier } from './carry-arrivals.ts'
import { changeWalkIn } from './change-walk-in.ts'
import { confirmDetails } from './confirm-details.ts'
import { flowFacts } from './flow-facts.ts'
import { forgetOldTries } from './forget-tries.ts'
import { kioskArrive } from './kiosk-arrive.ts'
import { kioskPage } from './kiosk-page.ts'
import { listKiosks } from './list-kiosks.ts'
import { noteWalkInLeft } from './note-walk-in-left.ts'
import { noteWord } from './note-word.ts'
import { placeWalkIn } from './place-walk-in.ts'
import { revokeKiosk } from './revoke-kiosk.ts'
import { setStage } from './set-stage.ts'
import { setWaitTargets } from './set-wait-targets.ts'
import { turnAwayWalkIn } from './turn-away-walk-in.ts'
import { undoStage } from './undo-stage.ts'
import { undoWalkIn } from './undo-walk-in.ts'
import { walkInQueue } from './walk-in-queue.ts'

/** What coming in brings to the program. */
export const arrivalsFeature: Feature = {
  name: 'arrivals',
  operations: [
    flowFacts,
    setStage,
    undoStage,
    noteWord,
    confirmDetails,
    setWaitTargets,
    addKiosk,
    revokeKiosk,
    listKiosks,
    kioskPage,
    kioskArrive,
    arrivalLink,
    arrivePage,
    arrive,
    walkInQueue,
    addWalkIn,
    changeWalkIn,
    placeWalkIn,
    noteWalkInLeft,
    turnAwayWalkIn,
    undoWalkIn,
  ],
  carriers: [arrivalsCarrier],
  chores: [{ name: 'forget-kiosk-tries', everySeconds: 3600, run: forgetOldTries }],
}
