import type { Feature } from '../../platform/feature.ts'

export const worklistsFeature: Feature = { name: 'worklists', operations: [] }
