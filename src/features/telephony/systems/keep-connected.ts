import type { Id } from '../../../core/id.ts'
import type { App } from '../../../platform/context.ts'
import { sqlOn } from '../../../platform/database.ts'
import type { Standing } from '../../../platform/feature.ts'
import { openLocks } from '../../../platform/session-locks.ts'
import { keepLine } from './keep-line.ts'

type Wanted = { practice: Id<'practice'>; system: Id<'phone-system'>; revision: number }

/** Keeps a connection to every phone system that is to be connected to, in one process at a time: a lock each, which goes to another process
 *  when this one ends. Looks every so often what is wanted now; changed settings make a new connection. */
export function keepConnected(ask: { lookEvery_ms: number; firstPause_ms: number }): Standing {
  return {
    name: 'telephony.keep-connected',
    start(app) {
      const locks = openLocks(app.db)
      const lines = new Map<string, { revision: number; line: { stop(): Promise<void> } }>()
      let stopping = false

      const look = async () => {
        const wanted = new Map((await systemsToConnect(app)).map(one => [one.system as string, one]))
        for (const [id, kept] of lines) {
          if (wanted.get(id)?.revision === kept.revision) continue
          lines.delete(id)
          await kept.line.stop()
          await locks.giveBack(lockOf(id))
        }
        for (const [id, one] of wanted) {
          if (stopping || lines.has(id) || !(await locks.take(lockOf(id)))) continue
          lines.set(id, { revision: one.revision, line: keepLine(app, one, ask.firstPause_ms) })
        }
      }
      let looking: Promise<void> | null = null
      const go = () => {
        if (stopping) return
        looking ??= look()
          .catch(error => {
            if (!stopping) app.log.error('telephony.not-looked', error)
          })
          .finally(() => {
            looking = null
          })
      }
      const beat = setInterval(go, ask.lookEvery_ms)
      go()
      return {
        async stop() {
          stopping = true
          clearInterval(beat)
          await looking
          await Promise.all([...lines.values()].map(one => one.line.stop()))
          await locks.close()
        },
      }
    },
  }
}

const lockOf = (system: string) => `anteroom.phone-system.${system}`

async function systemsToConnect(app: App): Promise<Wanted[]> {
  return sqlOn(app.db.app)<Wanted>`select practice, system, revision from telephony.systems_to_connect()`
}
