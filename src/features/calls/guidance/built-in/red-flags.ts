import type { BuiltInFlag } from './red-flag.ts'
import { bodilyFlags } from './red-flags-bodily.ts'
import { suddenFlags } from './red-flags-sudden.ts'

/** The words a practice begins with. They are what callers and notes say, not a triage protocol; the clinician in charge adds and takes away. */
export const builtInRedFlags: Readonly<Record<string, BuiltInFlag>> = { ...suddenFlags, ...bodilyFlags }
