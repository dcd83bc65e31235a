// What the frame shows of the inbox.
export { InboxCount } from './inbox-count.tsx'
