import { useSyncExternalStore } from 'react'

/** Visits that a change of hours left outside: which change, in words, and when it was made. */
export type Outside = { key: string; why: string; visits: string[]; since: string }

// Ids only, in this tab: the list outlives the way to the board and back, and a reload.
const place = 'anteroom.outside-hours'
const watchers = new Set<() => void>()

function read(): readonly Outside[] {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '[]') as Outside[]
  } catch {
    return []
  }
}

let kept: readonly Outside[] = typeof sessionStorage === 'undefined' ? [] : read()

function keep(next: readonly Outside[]): void {
  kept = next
  sessionStorage.setItem(place, JSON.stringify(kept))
  for (const tell of watchers) tell()
}

/** Keeps the visits a change left outside in sight until they are dealt with; the same change made again replaces its list. */
export function keepOutside(key: string, why: string, visits: readonly string[]): void {
  const others = kept.filter(one => one.key !== key)
  keep(visits.length === 0 ? others : [{ key, why, visits: [...visits], since: new Date().toISOString() }, ...others])
}

/** The change was taken back, or its visits are dealt with. */
export const dropOutside = (key: string): void => keep(kept.filter(one => one.key !== key))

export function useOutside(): readonly Outside[] {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => kept,
  )
}
