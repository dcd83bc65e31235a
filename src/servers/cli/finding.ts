import type { Settings } from '../../platform/settings.ts'
import type { Program } from './program.ts'

/** One thing looked at. `watch` works, but somebody should look; `bad` does not work or risks data. */
export type Finding = { check: string; state: 'good' | 'watch' | 'bad'; says: string }

export type Check = (program: Program, settings: Settings) => Promise<Finding>
