import { access } from './en/access.ts'
import { arrivals } from './en/arrivals.ts'
import { calls } from './en/calls.ts'
import { disruption } from './en/disruption.ts'
import { frame } from './en/frame.ts'
import { guidance } from './en/guidance.ts'
import { inbox } from './en/inbox.ts'
import { kit } from './en/kit.ts'
import { oneBox } from './en/one-box.ts'
import { outreach } from './en/outreach.ts'
import { patients } from './en/patients.ts'
import { phone } from './en/phone.ts'
import { practice } from './en/practice.ts'
import { privacy } from './en/privacy.ts'
import { schedule } from './en/schedule.ts'
import { telephony } from './en/telephony.ts'
import { voicemail } from './en/voicemail.ts'
import { waitlist } from './en/waitlist.ts'
import { worklists } from './en/worklists.ts'

/** English, whole. One section a feature, so that two people writing words rarely meet in one file. */
export const en = {
  kit,
  frame,
  oneBox,
  access,
  practice,
  patients,
  schedule,
  calls,
  telephony,
  guidance,
  phone,
  privacy,
  outreach,
  voicemail,
  waitlist,
  disruption,
  arrivals,
  worklists,
  inbox,
} as const
