import {
  type CommandContract,
  type Contract,
  type InputOf,
  type OutputOf,
  type Problem,
  type QueryContract,
  routeOf,
} from '../../core/contract.ts'
import { keepKey, releaseKey } from './idempotency.ts'

/** The server said no and knows why. `code` is the declared refusal ('schedule.slot-taken'), `facts` what it tells about the case. */
export class RefusedError extends Error {
  readonly code: string
  readonly kind: string
  readonly facts: Problem['facts']
  readonly status: number
  constructor(problem: Pick<Problem, 'code' | 'kind' | 'facts' | 'status'>) {
    super(problem.code)
    this.name = 'RefusedError'
    this.code = problem.code
    this.kind = problem.kind
    this.facts = problem.facts
    this.status = problem.status
  }
}

/** The server could not be reached, or fell over: whether a command was carried out is unknown until it is repeated with its key. */
export class OfflineError extends Error {
  constructor(cause?: unknown) {
    super('offline', { cause })
    this.name = 'OfflineError'
  }
}

const retryAfter_ms = [250, 900]
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

const listeners = new Set<(reached: boolean) => void>()
/** Tells whether the last request reached the server; the offline banner listens. Returns the way to stop. */
export function onReach(listener: (reached: boolean) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

type HearRefusal = (refused: RefusedError, asked: Contract) => void
const refusalListeners = new Set<HearRefusal>()
/** Hears every refusal of this tab and what was asked; the frame listens for a session that ended or was locked. Returns the way to stop. */
export function onRefusal(listener: HearRefusal): () => void {
  refusalListeners.add(listener)
  return () => refusalListeners.delete(listener)
}

// Refreshes while nobody is at the desk must not hold off its lock: the server is told which requests no person caused.
const awayAfter_ms = 60_000
let lastInput = Date.now()
if (typeof window !== 'undefined') {
  for (const name of ['keydown', 'pointerdown', 'pointermove', 'wheel']) {
    window.addEventListener(
      name,
      () => {
        lastInput = Date.now()
      },
      { passive: true, capture: true },
    )
  }
}
const byNobody = (): Record<string, string> =>
  Date.now() - lastInput > awayAfter_ms ? { 'anteroom-background': '1' } : {}

const isGateway = (status: number) => status === 502 || status === 504

async function send(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      const headers = { ...(init.headers as Record<string, string>), ...byNobody() }
      const response = await fetch(url, { credentials: 'same-origin', ...init, headers })
      if (!isGateway(response.status)) {
        for (const tell of listeners) tell(true)
        return response
      }
    } catch (cause) {
      if (init.signal?.aborted) throw cause
      if (attempt >= retryAfter_ms.length) {
        for (const tell of listeners) tell(false)
        throw new OfflineError(cause)
      }
    }
    if (attempt >= retryAfter_ms.length) throw new OfflineError()
    await pause(retryAfter_ms[attempt]!)
  }
}

async function read<C extends Contract>(contract: C, response: Response): Promise<OutputOf<C>> {
  const text = await response.text()
  let body: unknown
  try {
    body = text === '' ? undefined : JSON.parse(text)
  } catch {
    throw new Error(`${contract.name}: answer is not JSON (${response.status})`)
  }
  if (response.ok) return contract.output.parse(body) as OutputOf<C>
  const problem = body as Partial<Problem> | undefined
  if (problem && typeof problem.code === 'string') {
    const refused = new RefusedError({
      code: problem.code,
      kind: problem.kind ?? 'invalid',
      facts: problem.facts ?? {},
      status: response.status,
    })
    for (const tell of refusalListeners) tell(refused, contract)
    throw refused
  }
  throw new Error(`${contract.name}: ${response.status}`)
}

function queryString(input: unknown): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries((input ?? {}) as Record<string, unknown>)) {
    if (value !== undefined) params.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}

// Servers and proxies take 8 kB of address and headers at least, ours 16; a longer question goes as a body.
const longestAddress = 4_000

/** Asks a query. `why` is written into the audit line of whoever reads a record for a reason worth noting. Throws RefusedError, OfflineError; anything else is a bug. */
export async function ask<C extends QueryContract>(
  contract: C,
  input: InputOf<C>,
  options: { signal?: AbortSignal; why?: string } = {},
): Promise<OutputOf<C>> {
  const inAddress = queryString(input)
  const long = inAddress.length > longestAddress
  const response = await send(routeOf(contract) + (long ? '' : inAddress), {
    headers: {
      accept: 'application/json',
      ...(long ? { 'content-type': 'application/json' } : {}),
      ...(options.why ? { 'anteroom-reason': options.why } : {}),
    },
    ...(long ? { method: 'POST', body: JSON.stringify(input) } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  return read(contract, response)
}

/** Carries out a command. The same input sent again before an answer came carries the same Idempotency-Key, also after a reload:
 *  nothing is done twice. Throws RefusedError, OfflineError. */
export async function act<C extends CommandContract>(
  contract: C,
  input: InputOf<C>,
  options?: { key?: string },
): Promise<OutputOf<C>> {
  const body = JSON.stringify(input ?? {})
  const key = options?.key ?? keepKey(contract.name, body)
  const response = await send(routeOf(contract), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
    body,
  })
  // Only an answer that says what became of the command frees the key; after a 500 it is still unknown.
  if (response.ok || response.status < 500) releaseKey(contract.name, body)
  return read(contract, response)
}
