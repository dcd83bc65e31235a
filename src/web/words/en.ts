import { access } from './en/access.ts'
import { arrivals } from './en/arrivals.ts'
import { calls } from './en/calls.ts'
import { disruption } from './en/disruption.ts'
import { frame } from './en/frame.ts'
import { kit } from './en/kit.ts'
import { oneBox } from './en/one-box.ts'
import { outreach } from './en/outreach.ts'
import { patients } from './en/patients.ts'
import { practice } from './en/practice.ts'
import { privacy } from './en/privacy.ts'
import { schedule } from './en/schedule.ts'
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
  privacy,
  outreach,
  waitlist,
  disruption,
  arrivals,
  worklists,
} as const
