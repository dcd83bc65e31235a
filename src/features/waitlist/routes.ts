import type { Feature } from '../../platform/feature.ts'

export const waitlistFeature: Feature = { name: 'waitlist', operations: [] }
