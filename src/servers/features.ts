import { accessFeature } from '../features/access/routes.ts'
import { callsFeature } from '../features/calls/routes.ts'
import { interopFeature } from '../features/interop/routes.ts'
import { patientsFeature } from '../features/patients/routes.ts'
import { practiceFeature } from '../features/practice/routes.ts'
import { privacyFeature } from '../features/privacy/routes.ts'
import { scheduleFeature } from '../features/schedule/routes.ts'
import type { Feature } from '../platform/feature.ts'

/** Every feature of this program: the one list that servers, worker, OpenAPI, the map and the tests read. */
export const features: readonly Feature[] = [
  practiceFeature,
  accessFeature,
  patientsFeature,
  privacyFeature,
  callsFeature,
  scheduleFeature,
  interopFeature,
]
