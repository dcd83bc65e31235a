import { createContext, useContext, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { actsWhileTyping, keyName, takesLetters } from './key-names.ts'

/** One key's deed. `does` is its word in the sheet; `run` may return false to let the key pass on to who else wants it; `always` acts also
 *  under a dialog (locking the screen). */
type KeyDeed = { does: string; run: (event: KeyboardEvent) => unknown; hidden?: boolean; always?: boolean }
/** Keys by name: 'b', '?', 'Esc', 'Ctrl K', '↓'; two after another with a space: 'g t'. */
export type KeyMap = Record<string, KeyDeed | undefined>

type Entry = { scope: string; layer: number; map: () => KeyMap }

const entries: Entry[] = []
const layers: number[] = []
let first: string | null = null
let firstTimer: ReturnType<typeof setTimeout> | undefined
/** How long the second key of two may take: who looks for it on the keyboard has that long. */
const secondWithin_ms = 4000
const chordWatchers = new Set<() => void>()

function begin(name: string | null): void {
  if (first === name) return
  first = name
  for (const tell of chordWatchers) tell()
}

/** The first key of two while the second is waited for; null else. */
export function useKeyBegun(): string | null {
  return useSyncExternalStore(
    tell => {
      chordWatchers.add(tell)
      return () => chordWatchers.delete(tell)
    },
    () => first,
  )
}

/** How deep the reader stands: 0 is the desk, a dialog is one more. Only the topmost layer's keys act. */
export const KeyDepth = createContext(0)

/** Claims the keyboard for a dialog or overlay while it is mounted; wrap its content in <KeyDepth value={depth}>. `at` puts it above
 *  everything (the lock). */
export function useKeyLayer(active = true, at?: number): number {
  const below = useContext(KeyDepth)
  const depth = at ?? below + 1
  useEffect(() => {
    if (!active) return
    layers.push(depth)
    return () => {
      layers.splice(layers.indexOf(depth), 1)
    }
  }, [depth, active])
  return depth
}

/** Binds keys while the component is mounted. Of two that bind the same key, the one mounted later has it. `scope` heads them in the sheet. */
export function useKeys(scope: string, map: KeyMap, options: { enabled?: boolean } = {}): void {
  const layer = useContext(KeyDepth)
  const latest = useRef(map)
  useEffect(() => {
    latest.current = map
  })
  const enabled = options.enabled ?? true
  // Before the screen is painted: a key pressed at its first sight acts.
  useLayoutEffect(() => {
    if (!enabled) return
    const entry: Entry = { scope, layer, map: () => latest.current }
    entries.push(entry)
    return () => {
      entries.splice(entries.indexOf(entry), 1)
    }
  }, [scope, layer, enabled])
}

const alwaysOf = (map: KeyMap): KeyMap => Object.fromEntries(Object.entries(map).filter(([, deed]) => deed?.always))

const active = () => {
  const top = Math.max(0, ...layers)
  return [
    ...entries.filter(entry => entry.layer === top).reverse(),
    ...entries.filter(entry => entry.layer < top).map(entry => ({ ...entry, map: () => alwaysOf(entry.map()) })),
  ]
}

/** Every key that would act now, by scope, the nearest first: what the `?` sheet shows. */
export function keysNow(): { scope: string; keys: { key: string; does: string }[] }[] {
  const taken = new Set<string>()
  const scopes = new Map<string, { key: string; does: string }[]>()
  for (const entry of active()) {
    for (const [key, deed] of Object.entries(entry.map())) {
      if (!deed || deed.hidden || taken.has(key)) continue
      taken.add(key)
      const list = scopes.get(entry.scope) ?? []
      list.push({ key, does: deed.does })
      scopes.set(entry.scope, list)
    }
  }
  return [...scopes].map(([scope, keys]) => ({ scope, keys }))
}

function forget(): void {
  begin(null)
  clearTimeout(firstTimer)
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
  const name = keyName(event)
  if (takesLetters(event.target) && !actsWhileTyping(name)) return
  // Enter and Space on a button or link press it; no map may steal that.
  const pressable =
    event.target instanceof Element && event.target.closest('button,a[href],summary,[role=checkbox],[role=tab]')
  if (pressable && (name === 'Enter' || name === 'Space')) return
  const wanted = first ? `${first} ${name}` : name
  forget()
  for (const entry of active()) {
    const map = entry.map()
    const deed = map[wanted]
    if (deed) {
      if (deed.run(event) === false) continue
      event.preventDefault()
      return
    }
    if (Object.keys(map).some(key => key.startsWith(`${wanted} `) && map[key])) {
      begin(wanted)
      firstTimer = setTimeout(forget, secondWithin_ms)
      event.preventDefault()
      return
    }
  }
}

/** Starts listening, once a page. */
export function startKeys(): () => void {
  document.addEventListener('keydown', press)
  return () => document.removeEventListener('keydown', press)
}
