// What the frame and other features show of calls.
export { InboxCount } from './inbox-count.tsx'
export { InboxScreen } from './inbox-screen.tsx'
export { NowRail } from './now-rail.tsx'
