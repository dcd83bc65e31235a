import type { Feature } from '../../platform/feature.ts'
import { callBackMissed } from './call-back-missed.ts'
import { counts } from './counts.ts'
import { giveBackItem } from './give-back-item.ts'
import { items } from './items.ts'
import { letGoMissedCall } from './let-go-missed-call.ts'
import { snoozeItem } from './snooze-item.ts'
import { takeItem } from './take-item.ts'
import { takeUpMissedCall } from './take-up-missed-call.ts'
import { wakeItem } from './wake-item.ts'

/** What the inbox brings to the program. */
export const inboxFeature: Feature = {
  name: 'inbox',
  operations: [
    items,
    counts,
    takeItem,
    giveBackItem,
    snoozeItem,
    wakeItem,
    letGoMissedCall,
    takeUpMissedCall,
    callBackMissed,
  ],
}
