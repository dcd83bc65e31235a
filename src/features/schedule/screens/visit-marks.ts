import { useSyncExternalStore } from 'react'
import type { Mark } from './visit-words.ts'

export type VisitMarks = ReadonlyMap<string, readonly Mark[]>

const none: VisitMarks = new Map()
const given = new Map<string, VisitMarks>()
let all: VisitMarks = none
const watchers = new Set<() => void>()

/** Puts marks of another feature on visits, by their ids, in place of those it gave before. The schedule shows and says them with its own. */
export function putVisitMarks(from: string, marks: VisitMarks): void {
  if (marks.size === 0 && !given.has(from)) return
  if (marks.size === 0) given.delete(from)
  else given.set(from, marks)
  const next = new Map<string, readonly Mark[]>()
  for (const each of given.values()) {
    for (const [visit, list] of each) next.set(visit, [...(next.get(visit) ?? []), ...list])
  }
  all = next
  for (const tell of watchers) tell()
}

/** What others have put on visits. */
export const useVisitMarks = (): VisitMarks =>
  useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => all,
  )
