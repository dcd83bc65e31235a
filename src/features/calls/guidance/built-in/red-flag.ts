import type { flagGroups } from '../../contract-guidance-parts.ts'

/** A list of words as the product brings it; its emergency script by the key of that. */
export type BuiltInFlag = {
  name: string
  group: (typeof flagGroups)[number]
  emergency: 'emergency-911' | 'emergency-suicide' | 'emergency-poison'
  en: readonly string[]
  es: readonly string[]
  except: readonly string[]
}
