import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import cookie from '@fastify/cookie'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { routeOf } from '../../core/contract.ts'
import { invalidInput, notAllowed, notFound, notSignedIn, Refusal } from '../../core/refusal.ts'
import type { App } from '../../platform/context.ts'
import type { Hook, OpenOperation, Operation, Page } from '../../platform/feature.ts'
import { parsedInput, perform } from '../../platform/perform.ts'
import { type SignedIn, signedInBy, touchSession } from '../../platform/session.ts'
import { refusalFor } from '../../platform/transaction.ts'
import { type Live, openLive } from './live.ts'
import { makeMetrics } from './metrics.ts'
import { openapi } from './openapi.ts'
import { problemOf } from './problem.ts'
import { queryReader } from './query-input.ts'
import { makeRateLimit } from './rate-limit.ts'
import { pagePolicy, refuseForeignOrigin, securityHeaders } from './security.ts'

const SESSION_COOKIE = 'anteroom_session'

export type WebServer = { fastify: FastifyInstance; live: Live; close(): Promise<void> }

/** What a locked screen may still do. */
const whileLocked = new Set(['access.unlock', 'access.sign-out', 'access.who-am-i'])

/** What a person may do before the password that somebody else chose is changed. */
const beforeOwnPassword = new Set(['access.change-password', 'access.lock', ...whileLocked])

/** Builds the HTTP server: every operation at its route, live updates, OpenAPI, health, metrics, and the web app's files. */
export async function buildWebServer(
  app: App,
  ask: {
    version: string
    webFolder?: string
    secureCookies?: boolean
    requestsPerMinute?: number
    /** Proxies whose X-Forwarded-For is believed: addresses or networks, separated by commas. */
    proxies?: string | undefined
  },
): Promise<WebServer> {
  const fastify = Fastify({
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    trustProxy: ask.proxies ?? false,
  })
  await fastify.register(cookie)
  const live = await openLive(app)
  const metrics = makeMetrics(app, live)
  const rateLimit = makeRateLimit(app, ask.requestsPerMinute ?? 1200)

  fastify.addHook('onRequest', securityHeaders)
  fastify.addHook('onRequest', refuseForeignOrigin)
  fastify.addHook('onResponse', metrics.count)
  fastify.setErrorHandler((error, request, reply) => answerError(app, error, request, reply))
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(body as string))
    } catch {
      done(invalidInput({ fields: [{ path: '', message: 'the body is not JSON', code: 'invalid_json' }] }))
    }
  })

  for (const operation of app.operations.values()) addRoute(fastify, app, operation, { ...ask, rateLimit })
  for (const page of app.features.flatMap(feature => feature.pages ?? [])) addPage(fastify, app, page, rateLimit)
  for (const hook of app.features.flatMap(feature => feature.hooks ?? [])) await addHook(fastify, app, hook, rateLimit)

  const description = JSON.stringify(openapi(app, ask.version))
  fastify.get('/api/openapi.json', (_request, reply) => reply.type('application/json').send(description))
  fastify.get('/api/live', async (request, reply) => live.attach(await requireSignedIn(app, request), request, reply))
  fastify.get('/healthz', async () => ({ status: 'ok' }))
  fastify.get('/readyz', async (_request, reply) => {
    const ready = await app.db.app.query('select 1').then(
      () => true,
      () => false,
    )
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database unreachable' })
  })
  fastify.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(await metrics.text()))
  await serveWebApp(fastify, app, ask.webFolder)

  return {
    fastify,
    live,
    async close() {
      await live.close()
      await fastify.close()
    },
  }
}

type RouteAsk = { secureCookies?: boolean; rateLimit: (request: FastifyRequest, who: SignedIn | null) => Promise<void> }

function addRoute(fastify: FastifyInstance, app: App, operation: Operation, ask: RouteAsk): void {
  const { contract } = operation
  const readQuery = contract.kind === 'query' ? queryReader(contract) : null
  fastify.route({
    // A question longer than an address may be (16 kB with all headers) is asked with a body.
    method: contract.kind === 'command' ? 'POST' : ['GET', 'POST'],
    url: routeOf(contract),
    ...(contract.mostBytes && { bodyLimit: Math.ceil(contract.mostBytes) }),
    handler: async (request, reply) => {
      const inAddress = readQuery && request.method !== 'POST'
      const input = inAddress ? readQuery(request.query as Record<string, unknown>) : (request.body ?? {})
      const who = await signedIn(app, request)
      await ask.rateLimit(request, who)
      if (contract.open !== 'nobody') requireEntry(who, contract.name)
      // A refresh that no person caused must not keep a deserted screen open.
      if (who && !request.headers['anteroom-background']) await touchSession(app, who)
      if ('open' in operation) return openly(app, operation, input, who, request, reply, ask)
      if (!who) throw notSignedIn()
      return perform(app, operation, {
        caller: who,
        input,
        requestId: request.id,
        key: headerText(request, 'idempotency-key'),
        why: headerText(request, 'anteroom-reason')?.slice(0, 300),
      })
    },
  })
}

/** Refuses who is not signed in, sits at a locked screen, or still has a password that somebody else chose. */
function requireEntry(who: SignedIn | null, deed: string): asserts who is SignedIn {
  if (!who) throw notSignedIn()
  if (who.locked && !whileLocked.has(deed)) throw notSignedIn({ locked: true })
  if (who.mustChangePassword && !beforeOwnPassword.has(deed)) throw notAllowed({ mustChangePassword: true })
}

function addPage(fastify: FastifyInstance, app: App, page: Page, rateLimit: RouteAsk['rateLimit']): void {
  fastify.get(page.route, async (request, reply) => {
    await rateLimit(request, null)
    const { status, headers, body } = await page.read(app, {
      parameters: request.params as Record<string, string>,
      header: name => headerText(request, name),
    })
    return reply.status(status).headers(headers).send(body)
  })
}

/** A webhook at its route, in a scope of its own: every kind of body arrives there as the bytes that were sent. */
async function addHook(
  fastify: FastifyInstance,
  app: App,
  hook: Hook,
  rateLimit: RouteAsk['rateLimit'],
): Promise<void> {
  await fastify.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post(hook.route, { bodyLimit: hook.bodyLimit }, async (request, reply) => {
      await rateLimit(request, null)
      const { status, headers, body } = await hook.hear(app, {
        parameters: request.params as Record<string, string>,
        header: name => headerText(request, name),
        body: (request.body as Buffer | undefined) ?? Buffer.alloc(0),
      })
      return reply
        .status(status)
        .headers(headers ?? {})
        .send(body)
    })
  })
}

async function openly(
  app: App,
  operation: OpenOperation,
  input: unknown,
  who: SignedIn | null,
  request: FastifyRequest,
  reply: FastifyReply,
  ask: RouteAsk,
) {
  const { contract } = operation
  if (!contract.open && who?.permissions !== 'all' && !who?.permissions.has(contract.name)) {
    throw notAllowed({ permission: contract.name })
  }
  const parsed = parsedInput(contract.input, input)
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: ask.secureCookies ?? false } as const
  try {
    const answer = await operation.open(app, parsed as never, {
      address: request.ip,
      agent: headerText(request, 'user-agent')?.slice(0, 300) ?? '',
      requestId: request.id,
      caller: who,
      cookie: name => request.cookies[name],
      setCookie: (name, value, { maxAgeSeconds }) =>
        void reply.setCookie(name, value, { ...options, maxAge: maxAgeSeconds }),
      clearCookie: name => void reply.clearCookie(name, options),
    })
    return contract.output.parse(answer)
  } catch (error) {
    throw refusalFor(error, {})
  }
}

function headerText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  if (value === undefined || value === '') return undefined
  const text = String(value)
  if (name === 'idempotency-key' && text.length > 200) {
    throw invalidInput({ fields: [{ path: 'Idempotency-Key', message: '200 characters at most', code: 'too_big' }] })
  }
  return text
}

/** A bearer token is the word of a script, a cookie that of a browser; a request with both is the script's. */
async function signedIn(app: App, request: FastifyRequest): Promise<SignedIn | null> {
  const bearer = request.headers.authorization?.match(/^Bearer ([A-Za-z0-9_-]{20,200})$/i)?.[1]
  if (request.headers.authorization && !bearer) throw notSignedIn()
  const token = bearer ?? request.cookies[SESSION_COOKIE]
  if (!token || token.length > 200) return null
  const who = await signedInBy(app, token)
  if (who && (who.kind === 'token') !== Boolean(bearer)) return null
  return who
}

async function requireSignedIn(app: App, request: FastifyRequest): Promise<SignedIn> {
  const who = await signedIn(app, request)
  requireEntry(who, '')
  return who
}

function answerError(app: App, thrown: unknown, request: FastifyRequest, reply: FastifyReply) {
  const error = refusalFor(thrown, {})
  if (error instanceof Refusal) {
    const problem = problemOf(error)
    if (error.kind === 'busy') reply.header('retry-after', String(error.facts.retryAfterSeconds ?? 1))
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
    return reply.status(problem.status).type('application/problem+json').send(problem)
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status >= 400 && status < 500) {
    const refused =
      status === 404
        ? notFound()
        : invalidInput({ fields: [{ path: '', message: (error as Error).message, code: `http_${status}` }] })
    return reply
      .status(status)
      .type('application/problem+json')
      .send({ ...problemOf(refused), status })
  }
  app.log.error('http.failure', error, { requestId: request.id, route: request.routeOptions.url ?? '' })
  return reply
    .status(500)
    .type('application/problem+json')
    .send({
      type: 'urn:anteroom:failure',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'platform.failure',
      kind: 'busy',
      facts: { request: request.id },
    })
}

async function serveWebApp(fastify: FastifyInstance, app: App, webFolder: string | undefined): Promise<void> {
  const missing = (reply: FastifyReply) =>
    reply.status(404).type('application/problem+json').send(problemOf(notFound()))
  if (!webFolder || !existsSync(path.join(webFolder, 'index.html'))) {
    fastify.setNotFoundHandler((_request, reply) => missing(reply))
    return
  }
  await fastify.register(fastifyStatic, {
    root: webFolder,
    preCompressed: true,
    index: false,
    setHeaders: (response, file) => {
      response.header(
        'cache-control',
        file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  // The page itself, and every address that is not a file or the API: a screen of the web app.
  const openPage = async (reply: FastifyReply) =>
    reply
      .header('content-security-policy', await pagePolicy(app))
      .header('cache-control', 'no-cache')
      .sendFile('index.html')
  fastify.get('/', (_request, reply) => openPage(reply))
  fastify.setNotFoundHandler((request, reply) => {
    const screen = request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/')
    return screen ? openPage(reply) : missing(reply)
  })
}
