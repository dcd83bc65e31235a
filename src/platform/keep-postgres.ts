import { clusterOf } from './cluster-folder.ts'
import { type EmbeddedPostgres, type EmbeddedRequest, startEmbeddedPostgres } from './embedded-postgres.ts'
import type { Log } from './log.ts'
import { postmasterOf } from './postgres-process.ts'

const look_ms = 500

/** Watches over a server that this process started or adopted, and starts it again when it has died (killed, out of memory): the pools
 *  reconnect by themselves, what was acknowledged is in the log. `stop` ends the watch and then the server. */
export function keepPostgres(
  ask: EmbeddedRequest,
  first: EmbeddedPostgres,
  log: Pick<Log, 'info' | 'error'>,
): { stop(): Promise<string> } {
  let server = first
  const stopping = new AbortController()
  let work: Promise<void> = Promise.resolve()
  let busy = false
  const turn = async () => {
    if (busy || stopping.signal.aborted || postmasterOf(clusterOf(ask.dataFolder)) !== 0) return
    busy = true
    try {
      log.info('postgres.died')
      server = await startEmbeddedPostgres({ ...ask, signal: stopping.signal })
      log.info('postgres.started-again')
    } catch (error) {
      // The next look tries once more; until then requests are told to come back.
      if (!stopping.signal.aborted) log.error('postgres.not-started-again', error)
    } finally {
      busy = false
    }
  }
  const watch = setInterval(() => {
    if (!busy) work = turn()
  }, look_ms)
  watch.unref()
  return {
    async stop() {
      stopping.abort()
      clearInterval(watch)
      await work
      return server.stop()
    },
  }
}
