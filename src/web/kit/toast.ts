import { useSyncExternalStore } from 'react'

export type Toast = {
  id: number
  text: string
  look: 'ok' | 'bad' | 'info'
  /** Takes the deed back; offered as a button and by the key `u`. */
  undo?: (() => void) | undefined
  /** What it is about: goes with that. */
  of?: string | undefined
}

const staysFor_ms = 8_000
const most = 2
let list: readonly Toast[] = []
let next = 1
const watchers = new Set<() => void>()
const timers = new Map<number, ReturnType<typeof setTimeout>>()

function change(to: readonly Toast[]): void {
  list = to
  for (const tell of watchers) tell()
}

/** Says what just happened, for some eight seconds; with `undo` it can be taken back. Errors stay until dismissed. Two stand at most: an
 *  older one leaves at once. */
export function toast(text: string, options: Partial<Pick<Toast, 'look' | 'undo' | 'of'>> = {}): number {
  const id = next++
  const all = [...list, { id, text, look: options.look ?? 'ok', undo: options.undo, of: options.of }]
  for (const old of all.slice(0, -most)) stopTimer(old.id)
  change(all.slice(-most))
  if (options.look !== 'bad') holdToasts(false)
  return id
}

export function dismissToast(id: number): void {
  stopTimer(id)
  change(list.filter(one => one.id !== id))
}

/** What the notices were about is over: so are they. */
export function dismissToastsOf(thing: string): void {
  for (const one of list) if (one.of === thing) dismissToast(one.id)
}

function stopTimer(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
}

/** While somebody points at the notices or has the focus in them, none goes away. */
export function holdToasts(held: boolean): void {
  for (const timer of timers.values()) clearTimeout(timer)
  timers.clear()
  if (held) return
  for (const one of list) {
    if (one.look !== 'bad')
      timers.set(
        one.id,
        setTimeout(() => dismissToast(one.id), staysFor_ms),
      )
  }
}

/** Takes back the newest deed that can be; false when there is none. */
export function undoLast(): boolean {
  const last = list.findLast(one => one.undo)
  if (!last) return false
  dismissToast(last.id)
  last.undo?.()
  return true
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => list,
  )
}
