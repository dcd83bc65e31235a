import type { Feature } from '../../platform/feature.ts'
import { outreachCarrier } from './carry-messages.ts'
import { dealWith } from './deal-with.ts'
import { lookAfter } from './look-after.ts'
import { sendAgain } from './send-again.ts'
import { sendMessage } from './send-message.ts'
import { sentMessage } from './sent-message.ts'
import { sentMessages } from './sent-messages.ts'

/** What outreach brings to the program. */
export const outreachFeature: Feature = {
  name: 'outreach',
  operations: [sentMessages, sentMessage, sendAgain, dealWith],
  outsideJobs: [sendMessage],
  carriers: [outreachCarrier],
  chores: [{ name: 'outreach-look-after', everySeconds: 30, run: lookAfter }],
}
