import type { App } from '../../../platform/context.ts'
import { asSystem } from '../../../platform/transaction.ts'
import { endAbsent } from '../intake/end-absent.ts'
import { takeIn } from '../intake/take-in.ts'
import { connectAsterisk } from './asterisk.ts'
import type { Connect, SystemAt, Target } from './connection.ts'
import { connectFreeswitch } from './freeswitch.ts'
import { connectKamailio } from './kamailio.ts'
import { openSystem } from './open-system.ts'
import { noteState } from './system-state.ts'

const longestPause_ms = 30_000

const ways: Readonly<Record<string, Connect>> = {
  kamailio: connectKamailio,
  asterisk: connectAsterisk,
  freeswitch: connectFreeswitch,
}

/** Keeps one phone system connected until it is stopped: after a cut it tries again, with growing pauses, and tells the state to the desk.
 *  It knows one revision of the settings: once they are changed it connects no more, since what it would hear is lost when its successor
 *  takes its place.
 *  Events are taken in one after the other; one that the database does not take now is tried again before the next. */
export function keepLine(
  app: App,
  at: SystemAt & { revision: number },
  firstPause_ms: number,
): { stop(): Promise<void> } {
  let stopping = false
  let pause_ms = firstPause_ms
  let retry: NodeJS.Timeout | undefined
  let connection: { close(): void } | null = null
  let wakeUp: (() => void) | null = null
  let last: Promise<void> = Promise.resolve()

  const inTurn = (work: () => Promise<unknown>) => {
    last = last.then(async () => {
      for (let wait_ms = 200; ; wait_ms = Math.min(wait_ms * 2, 5_000)) {
        try {
          await work()
          return
        } catch (error) {
          app.log.error('telephony.not-taken-in', error)
          if (stopping || !isBusy(error)) return
          await new Promise<void>(done => {
            wakeUp = done
            setTimeout(done, wait_ms)
          })
        }
      }
    })
  }
  const again = () => {
    if (stopping) return
    retry = setTimeout(connect, pause_ms * (0.75 + Math.random() / 2))
    pause_ms = Math.min(pause_ms * 2, longestPause_ms)
  }
  const connect = () => {
    inTurn(async () => {
      if (stopping) return
      const system = await asSystem(app, at.practice, 'telephony.open', ctx => openSystem(ctx, at.system))
      const way = system?.revision === at.revision ? ways[system.kind] : undefined
      if (!system || !way) return
      connection = way(system.target as Target, {
        up: () => {
          pause_ms = firstPause_ms
          inTurn(() =>
            asSystem(app, at.practice, 'telephony.state', ctx => noteState(ctx, at.system, 'connected', null)),
          )
        },
        event: (event, ask) => inTurn(() => takeIn(app, at, event, ask)),
        present: ids => {
          const until = app.clock.now()
          inTurn(() => endAbsent(app, at, ids, until))
        },
        closed: fault => {
          connection = null
          if (stopping) return
          inTurn(() => asSystem(app, at.practice, 'telephony.state', ctx => noteState(ctx, at.system, 'cut', fault)))
          again()
        },
      })
    })
  }
  connect()
  return {
    async stop() {
      stopping = true
      clearTimeout(retry)
      wakeUp?.()
      connection?.close()
      await last
      // One that was just being made when it stopped.
      connection?.close()
    },
  }
}

const isBusy = (error: unknown): boolean => (error as { kind?: string } | null)?.kind === 'busy'
