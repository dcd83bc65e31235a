import { addKiosk } from '../../../features/arrivals/contract.ts'
import { changeIdentityRules, covers, keepRedFlag, keepScript } from '../../../features/calls/contract.ts'
import { changePerson, changeRole, overview } from '../../../features/practice/contract.ts'
import { auditLines } from '../../../features/privacy/contract.ts'
import {
  addDevice,
  addException,
  addHolidayRule,
  calendarFeeds,
  changeVisitType,
  noShowModel,
  setMissedPolicy,
} from '../../../features/schedule/contract.ts'
import { addPhoneSystem } from '../../../features/telephony/contract.ts'
import { mailboxes } from '../../../features/voicemail/contract.ts'
import { changeSetting } from '../../../features/waitlist/contract.ts'
import { addRecallRule } from '../../../features/worklists/contract.ts'
import type { WordPath } from '../../words/say.ts'

export type SettingsPlace = { to: string; word: WordPath; needs?: { name: string } }

/** The pages of the settings in groups, in order; `needs` is what one must be allowed to do for the page to be of use. */
export const settingsGroups: readonly { word: WordPath; places: readonly SettingsPlace[] }[] = [
  { word: 'frame.settings.you', places: [{ to: '/settings', word: 'access.account.title' }] },
  {
    word: 'frame.settings.practice',
    places: [
      { to: '/settings/practice', word: 'practice.title', needs: overview },
      { to: '/settings/people', word: 'practice.people.title', needs: changePerson },
      { to: '/settings/roles', word: 'practice.roles.title', needs: changeRole },
      { to: '/settings/messages', word: 'calls.messages.settings.title', needs: covers },
      { to: '/settings/audit', word: 'privacy.audit.title', needs: auditLines },
    ],
  },
  {
    word: 'frame.settings.schedule',
    places: [
      { to: '/settings/visit-types', word: 'schedule.setup.types.title', needs: changeVisitType },
      { to: '/settings/hours', word: 'schedule.setup.hours.title', needs: addException },
      { to: '/settings/holidays', word: 'schedule.setup.holidays.title', needs: addHolidayRule },
      { to: '/settings/resources', word: 'schedule.setup.resources.title', needs: addDevice },
      { to: '/settings/calendar-feeds', word: 'schedule.views.feeds.title', needs: calendarFeeds },
    ],
  },
  {
    word: 'frame.settings.patients',
    places: [
      { to: '/settings/arrivals', word: 'arrivals.kiosks.title', needs: addKiosk },
      { to: '/settings/waitlist', word: 'waitlist.title', needs: changeSetting },
      { to: '/settings/lists', word: 'worklists.rules.title', needs: addRecallRule },
      { to: '/settings/missed-visits', word: 'schedule.deeds.missed.title', needs: setMissedPolicy },
      { to: '/settings/no-show-risk', word: 'schedule.views.risk.title', needs: noShowModel },
    ],
  },
  {
    word: 'frame.settings.phone',
    places: [
      { to: '/settings/telephone', word: 'telephony.title', needs: addPhoneSystem },
      { to: '/settings/callers', word: 'calls.pop.rules.title', needs: changeIdentityRules },
      { to: '/settings/voicemail', word: 'voicemail.title', needs: mailboxes },
      { to: '/settings/call-scripts', word: 'guidance.scripts.title', needs: keepScript },
      { to: '/settings/red-flags', word: 'guidance.flags.title', needs: keepRedFlag },
    ],
  },
]

/** All pages, in the order of their groups. */
export const settingsPlaces: readonly SettingsPlace[] = settingsGroups.flatMap(group => group.places)
