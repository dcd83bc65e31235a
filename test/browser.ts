import type { LightMyRequestResponse } from 'fastify'
import type { App } from '../src/platform/context.ts'
import { buildWebServer, type WebServer } from '../src/servers/web-api/server.ts'

type Answer = { status: number; body: Record<string, unknown>; headers: LightMyRequestResponse['headers'] }

/** A browser of a test: keeps its cookies, talks to one web server without a network. */
export type Browser = {
  cookies: Map<string, string>
  post(route: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  get(route: string, query?: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
}

/** Serves an app for a test. */
export const serve = (
  app: App,
  ask: { requestsPerMinute?: number; secureCookies?: boolean; proxies?: string } = {},
): Promise<WebServer> => buildWebServer(app, { version: '0.0.0-test', ...ask })

/** Opens a browser at an address. Routes are 'access/sign-in'. */
export function openBrowser(server: WebServer, ask: { address?: string } = {}): Browser {
  const cookies = new Map<string, string>()
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    payload?: string,
  ): Promise<Answer> => {
    const response = await server.fastify.inject({
      method,
      url,
      remoteAddress: ask.address ?? '192.0.2.1',
      headers: { host: 'desk.example', ...headers },
      cookies: Object.fromEntries(cookies),
      ...(payload === undefined ? {} : { payload }),
    })
    for (const { name, value, maxAge } of response.cookies) {
      if (value === '' || maxAge === 0) cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: response.statusCode, body: response.json(), headers: response.headers }
  }
  return {
    cookies,
    post: (route, body = {}, headers = {}) =>
      send(
        'POST',
        `/api/${route}`,
        { 'content-type': 'application/json', origin: 'http://desk.example', ...headers },
        JSON.stringify(body),
      ),
    get: (route, query = {}, headers = {}) =>
      send('GET', `/api/${route}${Object.keys(query).length ? `?${new URLSearchParams(query)}` : ''}`, headers),
  }
}
