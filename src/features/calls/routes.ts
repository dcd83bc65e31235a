import type { Feature } from '../../platform/feature.ts'
import { answerMessage } from './answer-message.ts'
import { callCard } from './call-card.ts'
import { callLog } from './call-log.ts'
import { callsCarrier } from './carry-calls.ts'
import { endCall } from './end-call.ts'
import { finishMessage } from './finish-message.ts'
import { giveUp } from './give-up.ts'
import { hangUp } from './hang-up.ts'
import { leaveMessage } from './leave-message.ts'
import { linkCall } from './link-call.ts'
import { noteCall } from './note-call.ts'
import { nowRail } from './now-rail.ts'
import { openCalls } from './open-calls.ts'
import { openMessages } from './open-messages.ts'
import { reopenMessage } from './reopen-message.ts'
import { ring } from './ring.ts'
import { seeMessage } from './see-message.ts'
import { takeCall } from './take-call.ts'
import { tellDue } from './tell-due.ts'
import { tryCallBack } from './try-call-back.ts'

export const callsFeature: Feature = {
  name: 'calls',
  operations: [
    ring,
    hangUp,
    takeCall,
    linkCall,
    noteCall,
    endCall,
    openCalls,
    callCard,
    callLog,
    nowRail,
    leaveMessage,
    seeMessage,
    answerMessage,
    tryCallBack,
    finishMessage,
    reopenMessage,
    openMessages,
  ],
  jobs: [tellDue, giveUp],
  carriers: [callsCarrier],
}
