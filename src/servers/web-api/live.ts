import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../platform/context.ts'
import { hearEvents } from '../../platform/hear-events.ts'
import { type SignedIn, signedInBy } from '../../platform/session.ts'

type Viewer = { who: SignedIn; write(text: string): void; end(): void }

export type Live = {
  attach(who: SignedIn, request: FastifyRequest, reply: FastifyReply): void
  readonly viewers: number
  close(): Promise<void>
}

/** Stands for a query that every signed-in person may ask. */
const EVERYBODY = '*'

/** Tells browsers what happened, within a second of the commit: one listening connection a process, server-sent events to each viewer
 *  of the same practice who may ask one of the queries that the event refreshes. Only ids and codes travel. */
export async function openLive(app: App): Promise<Live> {
  const viewers = new Set<Viewer>()
  const askers = new Map<string, string[]>()
  for (const { contract } of app.operations.values()) {
    if (contract.kind !== 'query') continue
    for (const event of contract.refreshedBy ?? []) {
      askers.set(event, [...(askers.get(event) ?? []), contract.open ? EVERYBODY : contract.name])
    }
  }
  const maySee = (who: SignedIn, event: string) =>
    (askers.get(event) ?? []).some(
      query => query === EVERYBODY || who.permissions === 'all' || who.permissions.has(query),
    )

  const ear = await hearEvents(app.db, 'live', {
    told(event) {
      const text = `data: ${JSON.stringify({ name: event.name, ...event.facts })}\n\n`
      for (const viewer of viewers) {
        if (viewer.who.practice === event.practice && maySee(viewer.who, event.name)) viewer.write(text)
      }
    },
    // What happened while nobody listened is unknown: every browser asks anew.
    again() {
      for (const viewer of viewers) viewer.write('event: reset\ndata: {}\n\n')
    },
  })

  // A revoked session loses its stream too; the same beat keeps proxies from closing idle streams.
  const beat = setInterval(() => {
    for (const viewer of viewers) viewer.write(': beat\n\n')
  }, 20_000)

  return {
    get viewers() {
      return viewers.size
    },
    attach(who, request, reply) {
      reply.hijack()
      const headers = reply.getHeaders() as Record<string, string>
      reply.raw.writeHead(200, {
        ...headers,
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      reply.raw.write('retry: 1000\n\nevent: hello\ndata: {}\n\n')
      const viewer: Viewer = {
        who,
        write: text => void reply.raw.write(text),
        end: () => void reply.raw.end(),
      }
      viewers.add(viewer)
      const token = request.headers.authorization?.slice(7) ?? request.cookies.anteroom_session ?? ''
      const recheck = setInterval(async () => {
        const still = await signedInBy(app, token).catch(() => viewer.who as SignedIn | null)
        if (!still || (still.locked ?? false)) return viewer.end()
        viewer.who = still
      }, 15_000)
      request.raw.on('close', () => {
        clearInterval(recheck)
        viewers.delete(viewer)
      })
    },
    async close() {
      clearInterval(beat)
      for (const viewer of viewers) viewer.end()
      await ear.close()
    },
  }
}
