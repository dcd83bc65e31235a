import { flushCompileCache } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../../platform/context.ts'
import type { Settings } from '../../platform/settings.ts'
import { startWorker } from '../../platform/worker.ts'
import { buildWebServer } from '../web-api/server.ts'
import { listenRefusal } from './address.ts'
import type { Program } from './program.ts'
import { programVersion } from './program.ts'
import { webFolder } from './web-build.ts'

/** What runs: the web server, the worker, or both. */
export type Parts = { web: boolean; worker: boolean }

export type Serving = { address: string | undefined; close(): Promise<void> }

const shownHost = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host

/** Starts the parts on a migrated database. Closing lets requests and jobs in flight finish, newest part first. */
export async function serveParts(program: Program, settings: Settings, parts: Parts): Promise<Serving> {
  const { app } = program
  const { ANTEROOM_HOST: host, ANTEROOM_PORT: port } = settings
  const worker = parts.worker ? await startWorker(app) : undefined
  let address: string | undefined
  let web: Awaited<ReturnType<typeof buildWebServer>> | undefined
  try {
    if (parts.web) {
      web = await buildWebServer(app, {
        version: programVersion,
        webFolder,
        secureCookies: settings.ANTEROOM_SECURE_COOKIES,
        requestsPerMinute: settings.ANTEROOM_REQUESTS_PER_MINUTE,
        proxies: settings.ANTEROOM_PROXIES,
      })
      await web.fastify.listen({ host, port })
      const bound = web.fastify.server.address()
      address = `http://${shownHost(host)}:${typeof bound === 'object' && bound ? bound.port : port}`
      // With port 0 the address is known only now; what the operator named stays.
      if (!settings.ANTEROOM_ADDRESS) app.outside.address = address
    }
  } catch (cause) {
    await web?.close()
    await worker?.stop()
    throw listenRefusal(cause, host, port)
  }
  // Written now: a process that is killed would never do it.
  flushCompileCache()
  app.log.info('server.ready', { address: address ?? '', version: programVersion, database: program.postgres.kind })
  return {
    address,
    async close() {
      app.log.info('server.stopping')
      await finishUnlessGone(app, async () => {
        await web?.close()
        await worker?.stop()
      })
    },
  }
}

const gone_ms = 2_000

/** Waits for what is in flight to finish, as long as there is a database to finish it with: one that has not answered for two seconds is
 *  given up, and what waits for it fails at once. */
async function finishUnlessGone(app: App, finish: () => Promise<void>): Promise<void> {
  let finished = false
  const finishing = finish().finally(() => {
    finished = true
  })
  // Awaited below; this only keeps a failure that comes first from being reported as unhandled.
  const ended = finishing.catch(() => undefined)
  let heard = performance.now()
  while (!finished) {
    if (await app.db.answers(1_000)) heard = performance.now()
    else if (performance.now() - heard >= gone_ms) {
      app.log.error('server.database-gone', new Error('the database does not answer: not waited for'))
      app.db.giveUp()
      break
    }
    await Promise.race([ended, pause(250)])
  }
  await finishing
}

// npm hands Ctrl-C on to a process that the terminal has told already: one press arrives as two signals.
const onePress_ms = 1_000

/** Resolves when the operator (Ctrl-C) or the system asks to stop; asked again later, the process ends at once. The database
 *  then goes on for itself and the next start takes it over. */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise(done => {
    let askedAt = 0
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (askedAt && performance.now() - askedAt > onePress_ms) process.exit(130)
        askedAt ||= performance.now()
        done(signal)
      })
    }
  })
}
