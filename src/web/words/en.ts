import { access } from './en/access.ts'
import { calls } from './en/calls.ts'
import { frame } from './en/frame.ts'
import { kit } from './en/kit.ts'
import { oneBox } from './en/one-box.ts'
import { patients } from './en/patients.ts'
import { practice } from './en/practice.ts'
import { privacy } from './en/privacy.ts'
import { schedule } from './en/schedule.ts'

/** English, whole. One section a feature, so that two people writing words rarely meet in one file. */
export const en = { kit, frame, oneBox, access, practice, patients, schedule, calls, privacy } as const
