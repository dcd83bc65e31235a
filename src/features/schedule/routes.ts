import type { Feature } from '../../platform/feature.ts'

/** What the schedule brings to the program. */
export const scheduleFeature: Feature = { name: 'schedule', operations: [] }
