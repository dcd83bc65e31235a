// What the frame and other features show of calls.
export { CallLog } from './call-log.tsx'
export { MessageById } from './message-by-id.tsx'
export { FinishedMessages } from './message-desk.tsx'
export { openInInbox, useMessageInSight } from './message-in-sight.ts'
export { NowRail } from './now-rail.tsx'
export { useNow } from './use-now.ts'
