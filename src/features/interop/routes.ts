import type { Feature } from '../../platform/feature.ts'
import { interopCarrier } from './carry-kept.ts'

export const interopFeature: Feature = { name: 'interop', operations: [], carriers: [interopCarrier] }
