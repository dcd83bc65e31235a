import type { Feature } from '../../platform/feature.ts'
import { addWish } from './add-wish.ts'
import { answerOffer } from './answer-offer.ts'
import { waitlistCarrier } from './carry-wishes.ts'
import { changeSetting } from './change-setting.ts'
import { changeWish } from './change-wish.ts'
import { findFreed } from './find-freed.ts'
import { freedTime } from './freed-time.ts'
import { freedTimes } from './freed-times.ts'
import { look, lookAgain, lookAround, offerEnded, tend } from './jobs.ts'
import { keepFree } from './keep-free.ts'
import { matchesForOpening } from './matches-for-opening.ts'
import { matchesForVisit } from './matches-for-visit.ts'
import { offerPage } from './offer-page.ts'
import { offerTime } from './offer-time.ts'
import { openWishes } from './open-wishes.ts'
import { reopenWish } from './reopen-wish.ts'
import { runTime } from './run-time.ts'
import { setting } from './setting.ts'
import { skipCandidate } from './skip-candidate.ts'
import { takeAnswer } from './take-answer.ts'
import { wantEarlier } from './want-earlier.ts'
import { withdrawOffer } from './withdraw-offer.ts'
import { withdrawWish } from './withdraw-wish.ts'

const freeing = (event: string) => ({ event, task: 'waitlist.find-freed', run: findFreed })
const changing = (event: string) => ({ event, task: 'waitlist.look-around', run: lookAround })

/** What the waitlist brings to the program. */
export const waitlistFeature: Feature = {
  name: 'waitlist',
  operations: [
    addWish,
    wantEarlier,
    changeWish,
    withdrawWish,
    reopenWish,
    openWishes,
    matchesForVisit,
    matchesForOpening,
    setting,
    changeSetting,
    freedTimes,
    freedTime,
    offerTime,
    skipCandidate,
    withdrawOffer,
    takeAnswer,
    runTime,
    keepFree,
    offerPage,
    answerOffer,
  ],
  jobs: [look, lookAgain, offerEnded],
  subscriptions: [
    freeing('schedule.appointment-cancelled'),
    freeing('schedule.appointment-moved'),
    freeing('schedule.appointment-changed'),
    changing('schedule.appointment-booked'),
    changing('schedule.appointment-moved'),
  ],
  carriers: [waitlistCarrier],
  chores: [{ name: 'waitlist-tend', everySeconds: 20, run: tend }],
}
