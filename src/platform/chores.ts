import type { App, Chore } from './context.ts'
import { openLocks } from './session-locks.ts'

/** Runs every chore in its rhythm. An advisory lock keeps a second process from doing the same at the same moment. The first round goes
 *  one after the other, the frequent ones first: right after a start the desk's own requests come before an hourly chore. */
export function startChores(app: App): { stop(): Promise<void> } {
  let stopping = false
  const running = new Set<Promise<void>>()
  const timers: NodeJS.Timeout[] = []
  const locks = openLocks(app.db)
  const busy = new Set<string>()

  const turn = async (chore: Chore): Promise<void> => {
    const lock = `anteroom.chore.${chore.name}`
    if (busy.has(lock) || stopping) return
    busy.add(lock)
    try {
      if (!(await locks.take(lock))) return
      try {
        await chore.run(app)
      } finally {
        await locks.giveBack(lock)
      }
    } catch (error) {
      // What breaks off because the program ends is no failure.
      if (!stopping) app.log.error(`chore.${chore.name}`, error)
    } finally {
      busy.delete(lock)
    }
  }
  const begin = (work: Promise<void>) => {
    const done = work.finally(() => running.delete(done))
    running.add(done)
  }
  const chores = app.features
    .flatMap(feature => feature.chores ?? [])
    .toSorted((one, other) => one.everySeconds - other.everySeconds)
  for (const chore of chores) timers.push(setInterval(() => begin(turn(chore)), chore.everySeconds * 1000))
  const firstRound = async () => {
    for (const chore of chores) await turn(chore)
  }
  begin(firstRound())

  return {
    async stop() {
      stopping = true
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
      await locks.close()
    },
  }
}
