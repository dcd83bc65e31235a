import type { Feature } from '../../platform/feature.ts'
import { isEmpty } from './set-up-practice.ts'

export const practiceFeature: Feature = { name: 'practice', operations: [isEmpty] }
