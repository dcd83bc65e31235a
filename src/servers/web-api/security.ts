import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusal } from '../../core/refusal.ts'
import type { App } from '../../platform/context.ts'

const foreignOrigin = refusal('platform.foreign-origin', 'denied')

const policyWith = (addresses: readonly string[]) =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...addresses].join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

const policy = policyWith([])

/** A page that opens may connect to the telephone exchanges of its practices as well. Were they unknown, only the telephone would be missing. */
export async function pagePolicy(app: App): Promise<string> {
  const asked = app.features.map(feature => feature.pagesConnectTo?.(app) ?? [])
  const addresses = await Promise.all(asked).catch(() => [])
  return policyWith(addresses.flat())
}

/** Headers on every answer: no inline script or style, no framing, no sniffing, nothing of a record in a cache. */
export async function securityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('content-security-policy', policy)
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'same-origin')
  reply.header('cross-origin-opener-policy', 'same-origin')
  reply.header('cross-origin-resource-policy', 'same-origin')
  reply.header('permissions-policy', 'camera=(self), microphone=(self), geolocation=()')
  if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
}

/** A browser names the page a request comes from: another site's page may not act with our cookie. Scripts with a bearer token name
 *  none and are not concerned, since no browser adds their token by itself. */
export async function refuseForeignOrigin(request: FastifyRequest): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw foreignOrigin()
  if (!origin) return
  let host: string
  try {
    host = new URL(origin).host
  } catch {
    throw foreignOrigin()
  }
  if (host !== request.headers.host) throw foreignOrigin()
}
