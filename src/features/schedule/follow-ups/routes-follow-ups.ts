import type { Feature } from '../../../platform/feature.ts'
import { addFollowUp } from './add-follow-up.ts'
import { followUpCarrier } from './carry-follow-ups.ts'
import { closeFollowUp } from './close-follow-up.ts'
import { followUps } from './follow-ups.ts'
import { reopenFollowUp } from './reopen-follow-up.ts'
import { settleFollowUps } from './settle-follow-ups.ts'

/** Who is to come back: what the schedule offers of it, and how bookings settle it. */
export const followUpsOfSchedule = {
  operations: [addFollowUp, closeFollowUp, reopenFollowUp, followUps],
  carriers: [followUpCarrier],
  subscriptions: [
    'schedule.appointment-booked',
    'schedule.appointment-moved',
    'schedule.appointment-cancelled',
    'schedule.appointment-changed',
  ].map(event => ({ event, task: 'settle-follow-ups', run: settleFollowUps })),
} satisfies Partial<Feature>
