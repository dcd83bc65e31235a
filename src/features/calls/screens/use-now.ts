import { useSyncExternalStore } from 'react'

type Beat = { now: () => number; watch: (tell: () => void) => () => void }
const beats = new Map<number, Beat>()

// Made once a pace: a subscription that were new at every render would set the clock at every render.
function makeBeat(every_ms: number): Beat {
  const watchers = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    now = Date.now()
    for (const tell of watchers) tell()
  }
  return {
    now: () => now,
    watch: tell => {
      watchers.add(tell)
      if (!timer) {
        now = Date.now()
        timer = setInterval(tick, every_ms)
      }
      return () => {
        watchers.delete(tell)
        if (watchers.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}

/** The present in milliseconds since the epoch, ticking; all clocks of one pace tick together, and none while nobody looks. */
export function useNow(every_ms = 1000): number {
  let beat = beats.get(every_ms)
  if (!beat) {
    beat = makeBeat(every_ms)
    beats.set(every_ms, beat)
  }
  return useSyncExternalStore(beat.watch, beat.now)
}

/** Time since an instant as a running clock: "0:06", "1:02:33". Never negative, also when two computers' clocks differ. */
export function running(since: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** Whole minutes since an instant, never negative. */
export const minutesSince = (since: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
