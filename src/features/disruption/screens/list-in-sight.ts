import { useSyncExternalStore } from 'react'

let wanted: string | null = null
const watchers = new Set<() => void>()

/** Puts one report's list into sight, on whatever screen that was asked. */
export function openList(disruption: string | null): void {
  wanted = disruption
  for (const tell of watchers) tell()
}

export const useListInSight = (): string | null =>
  useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => wanted,
  )
