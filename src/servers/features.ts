import { accessFeature } from '../features/access/routes.ts'
import { arrivalsFeature } from '../features/arrivals/routes.ts'
import { callsFeature } from '../features/calls/routes.ts'
import { disruptionFeature } from '../features/disruption/routes.ts'
import { inboxFeature } from '../features/inbox/routes.ts'
import { interopFeature } from '../features/interop/routes.ts'
import { outreachFeature } from '../features/outreach/routes.ts'
import { patientsFeature } from '../features/patients/routes.ts'
import { practiceFeature } from '../features/practice/routes.ts'
import { privacyFeature } from '../features/privacy/routes.ts'
import { scheduleFeature } from '../features/schedule/routes.ts'
import { telephonyFeature } from '../features/telephony/routes.ts'
import { voicemailFeature } from '../features/voicemail/routes.ts'
import { waitlistFeature } from '../features/waitlist/routes.ts'
import { worklistsFeature } from '../features/worklists/routes.ts'
import type { Feature } from '../platform/feature.ts'

/** Every feature of this program: the one list that servers, worker, OpenAPI, the map and the tests read. */
export const features: readonly Feature[] = [
  practiceFeature,
  accessFeature,
  patientsFeature,
  privacyFeature,
  callsFeature,
  telephonyFeature,
  voicemailFeature,
  scheduleFeature,
  interopFeature,
  outreachFeature,
  waitlistFeature,
  disruptionFeature,
  arrivalsFeature,
  worklistsFeature,
  inboxFeature,
]
