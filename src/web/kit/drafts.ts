import { useCallback, useRef, useState } from 'react'
import { forget, keep, kept } from './kept.ts'

const prefix = 'anteroom.draft.'
const keptFor_ms = 7 * 24 * 3600_000
let owner: string | null = null

const placeOf = (key: string) => (owner === null ? null : `${prefix}${owner}.${key}`)

function read(key: string): ReturnType<typeof kept> {
  const place = placeOf(key)
  return place === null ? null : kept(place)
}

function ownKeys(start: string): string[] {
  return Object.keys(localStorage).filter(key => key.startsWith(start))
}

/** Names the person whose half-typed work is kept; call after sign-in. Drafts older than a week, of anybody, are wiped here. */
export function setDraftOwner(personId: string | null): void {
  owner = personId
  const old = ownKeys(prefix).filter(place => Date.now() - (kept(place)?.at ?? 0) >= keptFor_ms)
  if (old.length > 0) void forget(old)
}

/** Forgets all half-typed work of this person; part of signing out. Nothing of it is left when it resolves. */
export async function wipeDrafts(): Promise<void> {
  if (owner !== null) await forget(ownKeys(`${prefix}${owner}.`))
}

/** Keys of the drafts this person has open that start with `start`, e.g. 'calls.note.'. */
export function draftKeys(start: string): string[] {
  const place = placeOf(start)
  return place === null ? [] : ownKeys(place).map(key => key.slice(place.length - start.length))
}

export type Draft<T> = {
  value: T
  /** Takes the next value, or a function of the present one. */
  set: (next: T | ((present: T) => T)) => void
  /** The work is saved or given up: forget the draft and show `initial` again. */
  clear: () => void
  /** True when the first value came from an earlier, interrupted attempt: worth a quiet "kept from 10:42". */
  restored: boolean
  keptAt: Date | null
}

/** Like useState, but survives reload, crash and lock. `key` names the form and its subject: 'patients.register', 'calls.note.<id>'. */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const load = () => {
    const found = read(key)
    return { key, value: found ? (found.value as T) : initial, restored: found !== null, at: found?.at ?? null }
  }
  const [held, setHeld] = useState(load)
  const first = useRef(initial)
  // Another subject under the same screen: load its own draft at once instead of showing the neighbour's text.
  const now = held.key === key ? held : load()
  if (held.key !== key) {
    first.current = initial
    setHeld(now)
  }
  const set = useCallback(
    (next: T | ((present: T) => T)) =>
      setHeld(present => {
        const base = present.key === key ? present.value : ((read(key)?.value as T | undefined) ?? first.current)
        const value = typeof next === 'function' ? (next as (present: T) => T)(base) : next
        const place = placeOf(key)
        if (place) keep(place, value)
        return { ...present, key, value }
      }),
    [key],
  )
  const clear = useCallback(() => {
    const place = placeOf(key)
    if (place) void forget([place])
    setHeld({ key, value: first.current, restored: false, at: null })
  }, [key])
  return { value: now.value, set, clear, restored: now.restored, keptAt: now.at === null ? null : new Date(now.at) }
}
