import type { Id } from '../../../core/id.ts'
import type { PhoneEvent } from '../intake/phone-event.ts'

export type SystemAt = { practice: Id<'practice'>; system: Id<'phone-system'> }

/** Where a phone system is and how it lets us in. */
export type Target = {
  host: string
  port: number
  secure: boolean
  account: string | null
  application: string | null
  secret: string | null
}

/** Why a connection is not there. denied: it does not let us in; nonsense: it speaks something else. */
export type Fault = 'refused' | 'unreachable' | 'denied' | 'closed' | 'nonsense'

/** What a connection tells while it lasts. `closed` comes once, and nothing after it. */
export type Listener = {
  up(): void
  /** `onlyKnown`: it counts only if something was told of that call before. */
  event(event: PhoneEvent, ask?: { onlyKnown?: boolean }): void
  /** The calls that are there now, all of them: after a cut, those that are not among them have ended. */
  present(externalIds: readonly string[]): void
  closed(fault: Fault): void
}

/** One try to be connected to a phone system; who calls it decides when to try again. */
export type Connect = (to: Target, listener: Listener) => { close(): void }

/** The fault behind a socket's error code. */
export function faultOf(error: unknown): Fault {
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED') return 'refused'
  return code && ['ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code)
    ? 'unreachable'
    : 'closed'
}
