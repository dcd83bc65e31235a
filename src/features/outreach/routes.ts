import type { Feature } from '../../platform/feature.ts'

export const outreachFeature: Feature = { name: 'outreach', operations: [] }
