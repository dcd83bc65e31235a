import { redFlagFirings } from '../../../features/calls/contract.ts'
import { openDisruptions } from '../../../features/disruption/contract.ts'
import { sentMessages } from '../../../features/outreach/contract.ts'
import { freedTimes } from '../../../features/waitlist/contract.ts'
import { type ListName, openItems } from '../../../features/worklists/contract.ts'
import type { WordPath } from '../../words/say.ts'

/** A tab. `whole`: the list fills the screen itself; others stand in a padded column. `counts`: whose rows are counted beside the word. */
export type ListPlace = { to: string; word: WordPath; needs?: { name: string }; whole?: true; counts?: ListName }

/** The lists, in order; `needs` is what one must be allowed to do for the list to be of use. Add the line with the route. */
export const listsPlaces: readonly ListPlace[] = [
  { to: '/lists/confirm', word: 'worklists.tabs.confirm', needs: openItems, whole: true, counts: 'confirm' },
  { to: '/lists/recall', word: 'worklists.tabs.recall', needs: openItems, whole: true, counts: 'recall' },
  { to: '/lists/rebook', word: 'worklists.tabs.rebook', needs: openItems, whole: true, counts: 'rebook' },
  { to: '/lists/orders', word: 'worklists.tabs.orders', needs: openItems, whole: true, counts: 'orders' },
  { to: '/lists/requests', word: 'worklists.tabs.requests', needs: openItems, whole: true, counts: 'requests' },
  { to: '/lists/waitlist', word: 'waitlist.title', needs: freedTimes, whole: true },
  { to: '/lists/sent', word: 'outreach.title', needs: sentMessages, whole: true },
  { to: '/lists/disruptions', word: 'disruption.title', needs: openDisruptions },
  { to: '/lists/red-flags', word: 'guidance.review.title', needs: redFlagFirings },
]
