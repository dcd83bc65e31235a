import { useSyncExternalStore } from 'react'
import type { BoardFilter } from '../contract.ts'

export type BoardView = BoardFilter['view']

/** Where one stands on the board: the day (null: today), what is shown of it, and how. It survives a reload of the tab; what is shown also the
 *  next sign-in (`use-kept-view.ts`). */
export type BoardPlace = {
  date: string | null
  view: BoardView
  location: string | null
  /** Chosen providers, in order; none: everybody who works. */
  providers: readonly string[]
  /** Whose week is shown. */
  provider: string | null
  density: BoardFilter['density']
}

const kept = 'anteroom.board'
const start: BoardPlace = { date: null, view: 'day', location: null, providers: [], provider: null, density: 'roomy' }
const watchers = new Set<() => void>()

/** Whose place is kept in this tab: the next person at the same desk does not begin where the last one stood. */
let whose: string | null = null

function read(): { place: BoardPlace; whose: string | null } {
  try {
    const found = JSON.parse(sessionStorage.getItem(kept) ?? '{}') as Partial<BoardPlace> & { whose?: string }
    const { whose = null, ...place } = found
    return { place: { ...start, ...place }, whose }
  } catch {
    return { place: start, whose: null }
  }
}

let place = start
if (typeof sessionStorage !== 'undefined') ({ place, whose } = read())

function change(next: BoardPlace): void {
  place = next
  sessionStorage.setItem(kept, JSON.stringify({ ...place, whose }))
  for (const tell of watchers) tell()
}

/** Goes to another day, location or view; what is left out stays. */
export const goOnBoard = (next: Partial<BoardPlace>): void => change({ ...place, ...next })

/** Says who stands here. Returns true if it is somebody else than before: then everything is as at the beginning. */
export function standsHere(person: string): boolean {
  if (whose === person) return false
  // Before anybody was known nothing of another can have been kept: where a link has led stays.
  const stranger = whose !== null
  whose = person
  change(stranger ? start : place)
  return true
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
