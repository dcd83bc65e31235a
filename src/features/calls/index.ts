export { endCall } from './end-call.ts'
export { leaveMessage } from './leave-message.ts'
export { ring } from './ring.ts'
export { takeCall } from './take-call.ts'
