import { z } from 'zod'
import { type PhoneEvent, phoneEvent } from '../intake/phone-event.ts'

const over = new Set(['completed', 'busy', 'no-answer', 'canceled', 'failed'])

/** Reads one of Twilio's call callbacks (form fields CallSid, CallStatus …). A call is the one that came in; the legs Twilio dials for it name it
 *  as their parent, and the first of them that is in progress answers. Null for what changes nothing. */
export function twilioEvent(form: URLSearchParams): PhoneEvent | null {
  const field = (name: string) => form.get(name) || null
  const parent = field('ParentCallSid')
  const status = field('CallStatus') ?? ''
  const told = {
    externalId: parent ?? field('CallSid'),
    at: momentOf(field('Timestamp')),
    from: field('From'),
    name: field('CallerName'),
    to: field('To'),
  }
  if (status === 'in-progress') {
    const extension = parent && deskOf(field('To'))
    return parsed({ externalId: told.externalId, at: told.at, what: 'answered', extension })
  }
  // How a leg to one desk rings or ends says nothing of the call.
  if (parent) return null
  if (status === 'ringing') return parsed({ ...told, what: 'ringing' })
  return over.has(status) ? parsed({ ...told, what: 'ended' }) : null
}

/** Seconds since 1970 in a callback's own time, if it names one. */
export function twilioSeconds(form: URLSearchParams): number | null {
  const text = form.get('Timestamp')
  return text ? Date.parse(text) / 1000 : null
}

const telnyx = z.looseObject({
  data: z.looseObject({
    event_type: z.string(),
    occurred_at: z.string().optional(),
    payload: z.looseObject({
      call_session_id: z.string(),
      direction: z.string().optional(),
      from: z.string().optional(),
      to: z.string().optional(),
      caller_id_name: z.string().optional(),
    }),
  }),
})

/** Reads one of Telnyx's call events. The session is the call: its incoming leg rings and ends, and a leg to a desk that is answered, or the
 *  bridge between both, answers. Null for what changes nothing, and for what is no call event. */
export function telnyxEvent(json: unknown): PhoneEvent | null {
  const read = telnyx.safeParse(json)
  if (!read.success) return null
  const { event_type, occurred_at, payload } = read.data.data
  const incoming = payload.direction !== 'outgoing'
  const told = { externalId: payload.call_session_id, at: momentOf(occurred_at ?? null) }
  switch (event_type) {
    case 'call.initiated':
      if (!incoming) return null
      return parsed({ ...told, what: 'ringing', from: payload.from, name: payload.caller_id_name, to: payload.to })
    case 'call.answered':
      return incoming ? null : parsed({ ...told, what: 'answered', extension: deskOf(payload.to ?? null) })
    case 'call.bridged':
      return parsed({ ...told, what: 'answered' })
    case 'call.hangup':
      return incoming ? parsed({ ...told, what: 'ended' }) : null
    default:
      return null
  }
}

const own = z.union([
  phoneEvent.transform(event => [event]),
  z.object({ events: z.array(phoneEvent).min(1).max(100) }).transform(({ events }) => events),
])

/** Reads the body of a signed JSON message: one event, or up to a hundred under `events`. Null if it is neither. */
export function ownEvents(json: unknown): PhoneEvent[] | null {
  const read = own.safeParse(json)
  return read.success ? read.data : null
}

function parsed(told: Record<string, unknown>): PhoneEvent | null {
  const read = phoneEvent.safeParse(told)
  return read.success ? read.data : null
}

/** 'client:101' and 'sip:101@pbx.example' are extension 101; a telephone number is its own. */
const deskOf = (text: string | null) => text?.replace(/^(client|sips?):/i, '').replace(/[@;].*$/, '') || null

function momentOf(text: string | null): string | null {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? null : Temporal.Instant.fromEpochMilliseconds(ms).toString()
}
