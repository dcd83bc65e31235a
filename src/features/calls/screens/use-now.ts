import { useSyncExternalStore } from 'react'

type Beat = { tell: Set<() => void>; now: number; timer: ReturnType<typeof setInterval> | undefined }
const beats = new Map<number, Beat>()

function beatOf(every_ms: number): Beat {
  let beat = beats.get(every_ms)
  if (!beat) {
    beat = { tell: new Set(), now: Date.now(), timer: undefined }
    beats.set(every_ms, beat)
  }
  return beat
}

/** The present in milliseconds since the epoch, ticking; all clocks of one pace tick together, and none while nobody looks. */
export function useNow(every_ms = 1000): number {
  const beat = beatOf(every_ms)
  return useSyncExternalStore(
    tell => {
      beat.tell.add(tell)
      beat.now = Date.now()
      beat.timer ??= setInterval(() => {
        beat.now = Date.now()
        for (const one of beat.tell) one()
      }, every_ms)
      return () => {
        beat.tell.delete(tell)
        if (beat.tell.size > 0) return
        clearInterval(beat.timer)
        beat.timer = undefined
      }
    },
    () => beat.now,
  )
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
