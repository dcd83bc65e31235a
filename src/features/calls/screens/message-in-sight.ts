import { useSyncExternalStore } from 'react'

// Which message the inbox shows; set from the rail, the card, a search. In memory: an id of this tab's moment.
let present: string | null = null
const watchers = new Set<() => void>()

/** Shows this message the next time the inbox is looked at, or at once if it is open. */
export function openInInbox(message: string | null): void {
  if (message === present) return
  present = message
  for (const tell of watchers) tell()
}

/** The message the inbox shows. */
export function useMessageInSight(): string | null {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => present,
  )
}
