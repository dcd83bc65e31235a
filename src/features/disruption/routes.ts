import type { Feature } from '../../platform/feature.ts'

export const disruptionFeature: Feature = { name: 'disruption', operations: [] }
