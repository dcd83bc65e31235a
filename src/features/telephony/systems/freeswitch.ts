import { z } from 'zod'
import { phoneEvent } from '../intake/phone-event.ts'
import type { Connect, Listener } from './connection.ts'
import { eventSocketReader, type SocketMessage } from './event-socket.ts'
import { openSocket } from './socket.ts'

const wanted = 'CHANNEL_CREATE CHANNEL_ANSWER CHANNEL_HANGUP_COMPLETE'
const fields = z.record(z.string(), z.unknown())
const shown = z.looseObject({ rows: z.array(z.looseObject({ uuid: z.string() })).default([]) })

/** Reads FreeSWITCH's channel events, one JSON text at a time. A call is the leg that came in; the legs it rings name it as their other leg,
 *  and the first of them that is lifted answers. That the incoming leg was answered says nothing: a voice menu answers it as well. */
function freeswitchReader(listener: Pick<Listener, 'event'>): (text: string) => void {
  const answered = new Map<string, boolean>()
  return text => {
    const event = fields.parse(JSON.parse(text))
    const field = (name: string) => (typeof event[name] === 'string' && event[name] !== '' ? event[name] : null)
    const leg = field('Unique-ID')
    if (!leg) return
    const incoming = field('Call-Direction') === 'inbound'
    const at = momentOf(field('Event-Date-Timestamp'))
    const say = (externalId: string, what: string, more: Record<string, unknown>) => {
      const read = phoneEvent.safeParse({ externalId, what, at, ...more })
      if (read.success) listener.event(read.data, { onlyKnown: what !== 'ringing' && !answered.has(externalId) })
    }
    switch (event['Event-Name']) {
      case 'CHANNEL_CREATE':
        if (!incoming || answered.has(leg)) return
        answered.set(leg, false)
        say(leg, 'ringing', {
          from: field('Caller-Caller-ID-Number'),
          name: field('Caller-Caller-ID-Name'),
          to: field('Caller-Destination-Number'),
        })
        return
      case 'CHANNEL_ANSWER': {
        const call = incoming ? null : field('Other-Leg-Unique-ID')
        if (!call || answered.get(call)) return
        if (answered.has(call)) answered.set(call, true)
        say(call, 'answered', { extension: field('Caller-Destination-Number') })
        return
      }
      case 'CHANNEL_HANGUP_COMPLETE':
        if (!incoming) return
        say(leg, 'ended', { spoken: answered.get(leg) ?? false })
        answered.delete(leg)
    }
  }
}

/** Microseconds since 1970. */
function momentOf(micros: string | null): string | null {
  return micros && /^\d{13,17}$/.test(micros)
    ? Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(micros) / 1000)).toString()
    : null
}

/** Listens at FreeSWITCH's event socket. After each connecting it asks which channels there are, so that calls which ended in a cut are ended
 *  here as well. */
export const connectFreeswitch: Connect = (to, listener) => {
  const cut = eventSocketReader()
  const read = freeswitchReader(listener)
  let state: 'asked' | 'authenticating' | 'subscribing' | 'listening' = 'asked'
  const wire = openSocket(to, listener, {
    connected: () => undefined,
    data(chunk) {
      for (const message of cut(chunk)) hear(message)
    },
  })
  const hear = ({ headers, body }: SocketMessage) => {
    switch (headers.get('content-type')) {
      case 'auth/request':
        if (state !== 'asked' || !to.secret || /[\r\n]/.test(to.secret)) return wire.close('denied')
        state = 'authenticating'
        wire.send(`auth ${to.secret}\n\n`)
        return
      case 'command/reply':
        if (state === 'authenticating') {
          if (!headers.get('reply-text')?.startsWith('+OK')) return wire.close('denied')
          state = 'subscribing'
          wire.send(`event json ${wanted}\n\n`)
        } else if (state === 'subscribing') {
          if (!headers.get('reply-text')?.startsWith('+OK')) return wire.close('nonsense')
          state = 'listening'
          listener.up()
          wire.send('api show channels as json\n\n')
        }
        return
      case 'api/response':
        listener.present(shown.parse(JSON.parse(body)).rows.map(row => row.uuid))
        return
      case 'text/event-json':
        read(body)
        return
      case 'text/rude-rejection':
        wire.close('denied')
        return
      case 'text/disconnect-notice':
        wire.close('closed')
    }
  }
  return { close: () => wire.close() }
}
