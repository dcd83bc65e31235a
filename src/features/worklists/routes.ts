import type { Id } from '../../core/id.ts'
import type { Feature } from '../../platform/feature.ts'
import { acceptRequest } from './accept-request.ts'
import { addOrder } from './add-order.ts'
import { addRecallRule } from './add-recall-rule.ts'
import { answerConfirmLink } from './answer-confirm-link.ts'
import { askToConfirm } from './ask-to-confirm.ts'
import { callBackLetters } from './call-back-letters.ts'
import { listsCarrier } from './carry-lists.ts'
import { changeLetterWording } from './change-letter-wording.ts'
import { changeListSettings } from './change-list-settings.ts'
import { changeOrder } from './change-order.ts'
import { changeRecallRule } from './change-recall-rule.ts'
import { closeItem } from './close-item.ts'
import { closedItems } from './closed-items.ts'
import { declineRequest } from './decline-request.ts'
import { itemHistory } from './item-history.ts'
import { letterWording } from './letter-wording.ts'
import { lettersDue } from './letters-due.ts'
import { linkOrder } from './link-order.ts'
import { listCounts } from './list-counts.ts'
import { listRules } from './list-rules.ts'
import { noteAttempt } from './note-attempt.ts'
import { noteCallBackLetters } from './note-call-back-letters.ts'
import { noteLetters } from './note-letters.ts'
import { openItems } from './open-items.ts'
import { patientOrders } from './patient-orders.ts'
import { patientRecalls } from './patient-recalls.ts'
import { prepareLetter } from './prepare-letter.ts'
import { proposeTimes } from './propose-times.ts'
import { putOff } from './put-off.ts'
import { releaseItem } from './release-item.ts'
import { reopenItem } from './reopen-item.ts'
import { requestVisit } from './request-visit.ts'
import { resumeRecalls } from './resume-recalls.ts'
import { scheduleOrder } from './schedule-order.ts'
import { seeConfirmLink } from './see-confirm-link.ts'
import { stopRecalls } from './stop-recalls.ts'
import { takeItem } from './take-item.ts'
import { takeNext } from './take-next.ts'
import { tieBooked } from './tie-booked.ts'

/** What the lists bring to the program. */
export const worklistsFeature: Feature = {
  name: 'worklists',
  operations: [
    listCounts,
    openItems,
    closedItems,
    itemHistory,
    takeItem,
    takeNext,
    releaseItem,
    noteAttempt,
    closeItem,
    reopenItem,
    putOff,
    lettersDue,
    noteLetters,
    callBackLetters,
    noteCallBackLetters,
    letterWording,
    changeLetterWording,
    askToConfirm,
    seeConfirmLink,
    answerConfirmLink,
    listRules,
    addRecallRule,
    changeRecallRule,
    changeListSettings,
    stopRecalls,
    resumeRecalls,
    addOrder,
    changeOrder,
    scheduleOrder,
    linkOrder,
    patientOrders,
    patientRecalls,
    requestVisit,
    acceptRequest,
    proposeTimes,
    declineRequest,
  ],
  subscriptions: [
    {
      event: 'calls.letter-due',
      task: 'worklists.prepare-letter',
      run: (ctx, facts) => prepareLetter(ctx, facts.message as Id<'message'>),
    },
    {
      event: 'schedule.appointment-booked',
      task: 'worklists.tie-booked',
      run: (ctx, facts) => tieBooked(ctx, facts.appointment as Id<'appointment'>),
    },
  ],
  carriers: [listsCarrier],
}
