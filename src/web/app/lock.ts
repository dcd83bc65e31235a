import { useSyncExternalStore } from 'react'

// All tabs of the desk lock and unlock together, and a reload does not open a locked one.
const lockPlace = 'anteroom.locked'
const activePlace = 'anteroom.active'
const noteEvery_ms = 5_000
const watchers = new Set<() => void>()

const tellAll = () => {
  for (const tell of watchers) tell()
}

/** Whether the desk is locked in this browser. */
const isLocked = (): boolean => localStorage.getItem(lockPlace) !== null

const onLock = new Set<() => void>()
/** Runs when the desk is locked by hand or by idle time, so that the session can be locked at the server too. */
export function whenLocked(run: () => void): () => void {
  onLock.add(run)
  return () => onLock.delete(run)
}

/** Locks the desk now: everything stays as it is, out of sight, until the same person proves to be back. */
export function lockNow(): void {
  if (isLocked()) return
  localStorage.setItem(lockPlace, '1')
  tellAll()
  for (const run of onLock) run()
}

/** Opens the desk again; only after the server has accepted the proof. */
export function unlockNow(): void {
  localStorage.removeItem(lockPlace)
  localStorage.setItem(activePlace, String(Date.now()))
  tellAll()
}

/** Watches for idle time over all tabs of this browser and locks after `after_ms` without a key, press or move. While somebody is here,
 *  `stillHere` runs every `everyWhile_ms`, so that the server does not take long typing for absence. Returns the way to stop. */
export function watchIdle(after_ms: number, here: { everyWhile_ms: number; stillHere: () => unknown }): () => void {
  let noted = 0
  let told = Date.now()
  const note = () => {
    const now = Date.now()
    if (now - noted < noteEvery_ms || isLocked()) return
    // Coming back to a sleeping computer is itself a movement: look at the clock before noting it.
    if (noted && now - Number(localStorage.getItem(activePlace) ?? now) > after_ms) return lockNow()
    noted = now
    localStorage.setItem(activePlace, String(now))
    if (now - told < here.everyWhile_ms) return
    told = now
    here.stillHere()
  }
  note()
  const check = setInterval(() => {
    if (Date.now() - Number(localStorage.getItem(activePlace) ?? 0) > after_ms) lockNow()
  }, noteEvery_ms)
  const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
  for (const name of events) window.addEventListener(name, note, { passive: true })
  return () => {
    clearInterval(check)
    for (const name of events) window.removeEventListener(name, note)
  }
}

/** Whether the desk is locked. */
export function useLocked(): boolean {
  return useSyncExternalStore(tell => {
    watchers.add(tell)
    window.addEventListener('storage', tell)
    return () => {
      watchers.delete(tell)
      window.removeEventListener('storage', tell)
    }
  }, isLocked)
}
