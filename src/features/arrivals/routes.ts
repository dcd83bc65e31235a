import type { Feature } from '../../platform/feature.ts'

export const arrivalsFeature: Feature = { name: 'arrivals', operations: [] }
