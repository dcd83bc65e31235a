import { useSyncExternalStore } from 'react'

/** Where one stands on the board: the day (null: today), the location (null: all), the view. It survives a reload of the tab. */
export type BoardPlace = { date: string | null; location: string | null; view: 'day' | 'flow' }

const kept = 'anteroom.board'
const start: BoardPlace = { date: null, location: null, view: 'day' }
const watchers = new Set<() => void>()

function read(): BoardPlace {
  try {
    return { ...start, ...(JSON.parse(sessionStorage.getItem(kept) ?? '{}') as Partial<BoardPlace>) }
  } catch {
    return start
  }
}

let place: BoardPlace = typeof sessionStorage === 'undefined' ? start : read()

/** Goes to another day, location or view; what is left out stays. */
export function goOnBoard(next: Partial<BoardPlace>): void {
  place = { ...place, ...next }
  sessionStorage.setItem(kept, JSON.stringify(place))
  for (const tell of watchers) tell()
}

export function useBoardPlace(): BoardPlace {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => place,
  )
}
