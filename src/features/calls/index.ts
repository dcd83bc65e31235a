// The front door for other features.
export { leaveMessage } from './leave-message.ts'
