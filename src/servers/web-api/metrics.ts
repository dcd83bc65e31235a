import type { FastifyReply, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { App } from '../../platform/context.ts'
import type { Live } from './live.ts'

/** Prometheus figures of this process. Labels are routes and codes, never anything of a patient. */
export function makeMetrics(app: App, live: Live) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'anteroom_requests_total',
    help: 'Requests by route and status',
    labelNames: ['route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'anteroom_request_seconds',
    help: 'Time to answer by route',
    labelNames: ['route'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  new Gauge({
    name: 'anteroom_live_viewers',
    help: 'Open live streams',
    registers: [registry],
    collect() {
      this.set(live.viewers)
    },
  })
  new Gauge({
    name: 'anteroom_database_connections',
    help: 'Connections of the application pool by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'idle' }, app.db.app.idleCount)
      this.set({ state: 'busy' }, app.db.app.totalCount - app.db.app.idleCount)
      this.set({ state: 'waiting' }, app.db.app.waitingCount)
    },
  })
  return {
    async count(request: FastifyRequest, reply: FastifyReply) {
      const route = request.routeOptions.url ?? 'other'
      requests.inc({ route, status: String(reply.statusCode) })
      seconds.observe({ route }, reply.elapsedTime / 1000)
    },
    text: () => registry.metrics(),
  }
}
