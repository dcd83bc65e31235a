import type { OutputOf } from '../../../../core/contract.ts'
import type { callGuidance, guidance } from '../../contract.ts'
import type { FlagDeed } from './flag-deeds.ts'

export type Wording = OutputOf<typeof guidance>
type Firing = OutputOf<typeof callGuidance>['firings'][number]

/** A red flag as it stands on a call: what the server knows, and what was done here since. */
export type ShownFlag = {
  flag: string
  name: string
  words: readonly string[]
  absent: boolean
  dismissed: boolean
  shown: boolean
  approved: boolean
  emergency: Firing['emergency']
  done: ReadonlySet<number>
  alerted: readonly string[]
}

/** Red flags of a call, in the order they came. */
export function shownFlags(
  firings: readonly Firing[],
  waiting: readonly FlagDeed[],
  wording: Wording | undefined,
): ShownFlag[] {
  const flags = new Map<string, ShownFlag>()
  for (const firing of firings) {
    const done = new Set<number>()
    for (const fact of firing.facts) {
      if (fact.kind === 'ticked' && fact.step !== null) done.add(fact.step)
      if (fact.kind === 'unticked' && fact.step !== null) done.delete(fact.step)
    }
    flags.set(firing.flag, {
      flag: firing.flag,
      name: firing.flagName,
      words: firing.words,
      absent: firing.absent,
      dismissed: firing.dismissedAt !== null,
      shown: firing.shownAt !== null,
      approved: firing.approved,
      emergency: firing.emergency,
      done,
      alerted: firing.facts.filter(fact => fact.kind === 'alerted').map(fact => fact.text),
    })
  }
  for (const deed of waiting) {
    const known = flags.get(deed.flag) ?? fromWording(deed, wording)
    if (known) flags.set(deed.flag, after(known, deed))
  }
  return [...flags.values()]
}

function fromWording(deed: FlagDeed, wording: Wording | undefined): ShownFlag | null {
  const flag = wording?.redFlags.find(one => one.guidance === deed.flag)
  const emergency = wording?.emergencies.find(one => one.guidance === flag?.content.emergency)
  if (!flag || !emergency) return null
  return {
    flag: deed.flag,
    name: flag.content.name,
    words: [],
    absent: true,
    dismissed: false,
    shown: false,
    approved: emergency.approved !== null,
    emergency: emergency.content,
    done: new Set(),
    alerted: [],
  }
}

function after(flag: ShownFlag, deed: FlagDeed): ShownFlag {
  if (deed.did === 'fire') {
    const words = [...flag.words, ...deed.words.filter(word => !flag.words.some(known => known.includes(word)))]
    return {
      ...flag,
      words,
      shown: true,
      absent: flag.absent && deed.absent,
      dismissed: flag.dismissed && !(flag.absent && !deed.absent),
    }
  }
  if (deed.did === 'dismiss') return { ...flag, dismissed: true }
  if (deed.did === 'alert') return { ...flag, alerted: [...flag.alerted, deed.name] }
  const done = new Set(flag.done)
  if (deed.done) done.add(deed.step)
  else done.delete(deed.step)
  return { ...flag, done }
}

export const names = (flags: readonly ShownFlag[]): string => flags.map(flag => flag.name).join(', ')
