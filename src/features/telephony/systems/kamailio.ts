import { z } from 'zod'
import { type PhoneEvent, phoneEvent } from '../intake/phone-event.ts'
import type { Connect } from './connection.ts'
import { netstringReader } from './netstring.ts'
import { openSocket } from './socket.ts'

const told = z.looseObject({
  event: z.enum(['ringing', 'answered', 'ended', 'missed']),
  callId: z.string(),
  from: z.string().nullish(),
  name: z.string().nullish(),
  to: z.string().nullish(),
  extension: z.union([z.string(), z.number()]).nullish(),
  /** Seconds since 1970. */
  ts: z.union([z.number(), z.string().regex(/^\d+(\.\d+)?$/)]).nullish(),
})

/** Reads one JSON text of kamailio's evapi as docs/telephony.md configures it; null for what is not about a call. A display name arrives
 *  with its inner quotes escaped, and as `<null>` when there is none. `ended` is only told of calls that were answered. */
export function kamailioEvent(text: string): PhoneEvent | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const read = told.safeParse(json)
  if (!read.success) return null
  const { event, callId, from, to, ts, extension } = read.data
  const parsed = phoneEvent.safeParse({
    externalId: callId,
    what: event,
    at: momentOf(ts),
    from: absent(from),
    name: absent(read.data.name)
      ?.replace(/^"(.*)"$/s, '$1')
      .replace(/\\(.)/gs, '$1'),
    to: absent(to),
    extension: absent(extension == null ? null : String(extension)),
    spoken: event === 'ended',
  })
  return parsed.success ? parsed.data : null
}

const absent = (text: string | null | undefined) => (text == null || text === '' || text === '<null>' ? null : text)

function momentOf(seconds: number | string | null | undefined): string | null {
  const number = Number(seconds ?? Number.NaN)
  if (!(number > 0 && number < 1e11)) return null
  return Temporal.Instant.fromEpochMilliseconds(Math.round(number * 1000)).toString()
}

/** Listens at kamailio's evapi. It tells nothing of the past: what happened while nobody listened is not heard of. */
export const connectKamailio: Connect = (to, listener) => {
  const read = netstringReader()
  return openSocket(to, listener, {
    connected: () => listener.up(),
    data(chunk) {
      for (const text of read(chunk)) {
        const event = kamailioEvent(text.toString('utf8'))
        if (event) listener.event(event)
      }
    },
  })
}
