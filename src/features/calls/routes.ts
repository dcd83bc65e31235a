import type { Id } from '../../core/id.ts'
import type { Feature } from '../../platform/feature.ts'
import { arrangingOperations } from './arranging/routes-arranging.ts'
import { tellCover } from './arranging/tell-cover.ts'
import { callsCarrier } from './carry-calls.ts'
import { figuresOperations } from './figures/routes-figures.ts'
import { alertAboutFiring } from './guidance/alert-about-firing.ts'
import { answerScript } from './guidance/answer-script.ts'
import { approveGuidance } from './guidance/approve-guidance.ts'
import { callGuidance } from './guidance/call-guidance.ts'
import { dismissFiring } from './guidance/dismiss-firing.ts'
import { fireRedFlag } from './guidance/fire-red-flag.ts'
import { guidance } from './guidance/guidance.ts'
import { guidanceVersions } from './guidance/guidance-versions.ts'
import { keepEmergencyScript } from './guidance/keep-emergency-script.ts'
import { keepRedFlag } from './guidance/keep-red-flag.ts'
import { keepScript } from './guidance/keep-script.ts'
import { redFlagFirings } from './guidance/red-flag-firings.ts'
import { reviewFiring } from './guidance/review-firing.ts'
import { startScript } from './guidance/start-script.ts'
import { stopScript } from './guidance/stop-script.ts'
import { takeBackAnswer } from './guidance/take-back-answer.ts'
import { tickStep } from './guidance/tick-step.ts'
import { answerMessage } from './messages/answer-message.ts'
import { claimMessage } from './messages/claim-message.ts'
import { escalate } from './messages/escalate.ts'
import { finishMessage } from './messages/finish-message.ts'
import { leaveMessage } from './messages/leave-message.ts'
import { stopLetters } from './messages/letter.ts'
import { openMessages } from './messages/open-messages.ts'
import { reassignMessage } from './messages/reassign-message.ts'
import { releaseMessage } from './messages/release-message.ts'
import { reopenMessage } from './messages/reopen-message.ts'
import { seeMessage } from './messages/see-message.ts'
import { tellDue } from './messages/tell-due.ts'
import { tryCallBack } from './messages/try-call-back.ts'
import { nowRail } from './now-rail.ts'
import { addAddendum } from './record/add-addendum.ts'
import { callCard } from './record/call-card.ts'
import { callLog } from './record/call-log.ts'
import { callRecord } from './record/call-record.ts'
import { changeIdentityRules } from './record/change-identity-rules.ts'
import { checkIdentity } from './record/check-identity.ts'
import { correctCall } from './record/correct-call.ts'
import { endCall } from './record/end-call.ts'
import { giveUp } from './record/give-up.ts'
import { hangUp } from './record/hang-up.ts'
import { identityRules } from './record/identity-rules.ts'
import { linkCall } from './record/link-call.ts'
import { logChoices } from './record/log-choices.ts'
import { noteCall } from './record/note-call.ts'
import { openCalls } from './record/open-calls.ts'
import { ring } from './record/ring.ts'
import { takeCall } from './record/take-call.ts'
import { tellAnswered } from './record/tell-answered.ts'
import { tieVisit } from './record/tie-visit.ts'

export const callsFeature: Feature = {
  name: 'calls',
  operations: [
    ring,
    hangUp,
    tellAnswered,
    takeCall,
    linkCall,
    noteCall,
    endCall,
    openCalls,
    callCard,
    callLog,
    logChoices,
    callRecord,
    addAddendum,
    correctCall,
    checkIdentity,
    identityRules,
    changeIdentityRules,
    nowRail,
    leaveMessage,
    claimMessage,
    releaseMessage,
    reassignMessage,
    seeMessage,
    answerMessage,
    tryCallBack,
    finishMessage,
    reopenMessage,
    openMessages,
    ...figuresOperations,
    ...arrangingOperations,
    keepScript,
    keepRedFlag,
    keepEmergencyScript,
    approveGuidance,
    guidance,
    guidanceVersions,
    startScript,
    answerScript,
    takeBackAnswer,
    stopScript,
    fireRedFlag,
    tickStep,
    dismissFiring,
    alertAboutFiring,
    reviewFiring,
    redFlagFirings,
    callGuidance,
  ],
  jobs: [tellDue, escalate, tellCover, giveUp],
  subscriptions: [
    ...['schedule.appointment-booked', 'schedule.appointment-moved', 'schedule.appointment-cancelled'].map(
      (event): NonNullable<Feature['subscriptions']>[number] => ({
        event,
        task: 'calls.tie-visit',
        run: (ctx, facts) => tieVisit(ctx, facts.appointment as Id<'appointment'>),
      }),
    ),
    {
      event: 'calls.call-ended',
      task: 'calls.stop-letters',
      run: (ctx, facts) => stopLetters(ctx, facts.call as Id<'call'>),
    },
  ],
  carriers: [callsCarrier],
}
