import type { OutputOf } from '../../../core/contract.ts'
import type { phoneSystems } from '../contract.ts'

/** A phone system as the settings show it. */
export type SystemRow = OutputOf<typeof phoneSystems>['systems'][number]
