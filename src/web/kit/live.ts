import { useEffect, useSyncExternalStore } from 'react'
import { answers } from './api.ts'
import { onReach } from './wire.ts'

/** What the server announces after a commit: the event's name ('schedule.appointment-booked') and the ids it concerns. */
export type LiveEvent = { name: string; [id: string]: unknown }

const firstWait_ms = 800
const steadyAfter_ms = 5_000

let source: EventSource | null = null
let online = true
let wanted = false
let again: ReturnType<typeof setTimeout> | undefined
let steady: ReturnType<typeof setTimeout> | undefined
let openedBefore = false
let wait_ms = firstWait_ms
const pending = new Set<string>()
let flush: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()
const handlers = new Map<string, Set<(event: LiveEvent) => void>>()

function setOnline(next: boolean): void {
  if (online === next) return
  online = next
  for (const tell of watchers) tell()
}

// A check-in can announce several events in one commit: wait a frame or two and ask each query once.
function refreshSoon(name: string): void {
  pending.add(name)
  if (flush !== undefined) return
  flush = setTimeout(() => {
    const names = new Set(pending)
    pending.clear()
    flush = undefined
    void answers.invalidateQueries({
      predicate: query => query.meta?.refreshedBy?.some(event => names.has(event)) ?? false,
    })
  }, 30)
}

function hear(text: string): void {
  let event: LiveEvent
  try {
    event = JSON.parse(text) as LiveEvent
  } catch {
    return
  }
  if (typeof event.name !== 'string') return
  refreshSoon(event.name)
  for (const handle of handlers.get(event.name) ?? []) handle(event)
}

function connect(): void {
  clearTimeout(again)
  clearTimeout(steady)
  source?.close()
  const mine = new EventSource('/api/live')
  source = mine
  mine.onopen = () => {
    // Whatever happened while nobody listened is unknown: every answer is asked again. Of a page that has just opened these are the few that
    // came before anybody listened.
    if (openedBefore) void answers.invalidateQueries()
    else void answers.invalidateQueries({ predicate: query => (query.meta?.refreshedBy?.length ?? 0) > 0 })
    openedBefore = true
    // A stream that opens and breaks at once must not be asked for, nor everything again, twice a second.
    steady = setTimeout(() => {
      wait_ms = firstWait_ms
    }, steadyAfter_ms)
    setOnline(true)
  }
  // The server lost its own thread of events and cannot say what we missed.
  mine.addEventListener('reset', () => void answers.invalidateQueries())
  mine.onmessage = message => hear(String(message.data))
  mine.onerror = () => {
    if (source !== mine) return
    // The browser's own retry gives up for good on an HTTP error and hammers on a dead host; ours backs off and never gives up.
    mine.close()
    clearTimeout(steady)
    if (!wanted) return
    // One break is healed within a second and not worth a banner; a failed second attempt is.
    if (wait_ms > firstWait_ms) setOnline(false)
    again = setTimeout(connect, wait_ms)
    wait_ms = Math.min(wait_ms * 2, 10_000)
  }
}

// The network is back: try at once instead of waiting for the next turn.
function reconnectNow(): void {
  if (wanted) connect()
}

// A browser keeps some six connections to one server over HTTP/1.1. Forgotten tabs that each hold a stream would use them up and
// leave none to work with, so a tab out of sight for a while lets its stream go and catches up when it is looked at again.
const outOfSightAfter_ms = 60_000
let outOfSight: ReturnType<typeof setTimeout> | undefined
function watchSight(): void {
  clearTimeout(outOfSight)
  if (document.hidden) {
    outOfSight = setTimeout(() => {
      clearTimeout(again)
      source?.close()
      source = null
    }, outOfSightAfter_ms)
  } else if (!source) connect()
}

/** Opens the tab's one stream of live events; call after sign-in. */
export function startLive(): void {
  if (wanted) return
  wanted = true
  openedBefore = false
  wait_ms = firstWait_ms
  window.addEventListener('online', reconnectNow)
  document.addEventListener('visibilitychange', watchSight)
  connect()
}

/** Closes the stream; call at sign-out. */
export function stopLive(): void {
  wanted = false
  clearTimeout(again)
  clearTimeout(outOfSight)
  window.removeEventListener('online', reconnectNow)
  document.removeEventListener('visibilitychange', watchSight)
  source?.close()
  source = null
  setOnline(true)
}

onReach(reached => {
  if (!reached) setOnline(false)
  else if (!online && wanted) connect()
})

/** True while the server is reachable. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    tell => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => online,
  )
}

/** Runs `handle` for every live event of that name, e.g. to pop the caller's card on 'calls.call-ringing'. */
export function useLive(name: string, handle: (event: LiveEvent) => void): void {
  useEffect(() => {
    const set = handlers.get(name) ?? new Set()
    handlers.set(name, set)
    set.add(handle)
    return () => {
      set.delete(handle)
    }
  }, [name, handle])
}
