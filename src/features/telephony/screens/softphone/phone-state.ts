/** What a telephone on a screen knows: its line to the exchange and at most two calls. Pure: the browser's part is in sip-line.ts. */
export type Phone = {
  line: LineState
  /** Why there is no line, in words, where our own server says so. */
  why: string | null
  legs: readonly Leg[]
  /** The last thing that went wrong, until the next call: shown in words. */
  fault: Fault | null
}

/** off: nobody signed on · connecting · ready: calls reach this screen · lost: trying again · refused: the exchange does not take our
 *  word · elsewhere: another tab of this browser has the telephone. */
type LineState = 'off' | 'connecting' | 'ready' | 'lost' | 'refused' | 'elsewhere'

/** ringing: it rings here · calling: it rings there · joining: answered, sound is not there yet · talking · held: by us. */
type LegState = 'ringing' | 'calling' | 'joining' | 'talking' | 'held'

export type Leg = {
  id: string
  /** The Call-ID by which the exchange knows it as well; empty until it is told. */
  callId: string
  /** Which call of the desk it is, once the server has told. */
  record: string | null
  direction: 'in' | 'out'
  number: string
  name: string
  state: LegState
  /** Milliseconds since the epoch when it was answered. */
  since: number | null
  muted: boolean
  /** The other side put us on hold. */
  heldByOther: boolean
  /** A transfer was asked for and the answer is awaited. */
  passing: boolean
}

export type Fault = 'microphone' | 'busy' | 'no-answer' | 'unreachable' | 'not-passed' | 'not-held' | 'failed'

export type PhoneEvent =
  | { is: 'line'; line: LineState; why?: string }
  | { is: 'rang'; id: string; number: string; name: string }
  | { is: 'called'; id: string; number: string }
  | { is: 'named'; id: string; callId: string }
  | { is: 'recorded'; id: string; record: string }
  | { is: 'joining' | 'held' | 'resumed' | 'passing' | 'not-passed' | 'held-by-other' | 'resumed-by-other'; id: string }
  | { is: 'talking'; id: string; at: number }
  | { is: 'muted'; id: string; muted: boolean }
  | { is: 'over'; id: string; fault: Fault | null }
  | { is: 'fault'; fault: Fault }

export type Sound = 'ring' | 'waiting' | 'ringback'

/** As many calls as one person can hold apart; a third one hears busy here and rings at other desks. */
const mostLegs = 2

export const quietPhone: Phone = { line: 'off', why: null, legs: [], fault: null }

/** The telephone after something happened. What concerns a call that is gone changes nothing: events may come late. */
export function after(phone: Phone, event: PhoneEvent): Phone {
  switch (event.is) {
    case 'line':
      return { ...phone, line: event.line, why: event.why ?? null }
    case 'fault':
      return { ...phone, fault: event.fault }
    case 'rang':
      return withLeg(phone, { id: event.id, direction: 'in', number: event.number, name: event.name, state: 'ringing' })
    case 'called':
      return withLeg(phone, { id: event.id, direction: 'out', number: event.number, name: '', state: 'calling' })
    case 'over':
      return {
        ...phone,
        legs: phone.legs.filter(leg => leg.id !== event.id),
        fault: phone.legs.some(leg => leg.id === event.id) ? event.fault : phone.fault,
      }
    case 'not-passed':
      return { ...changed(phone, event.id, changeBy(event)), fault: 'not-passed' }
    default:
      return changed(phone, event.id, changeBy(event))
  }
}

type Change = Exclude<PhoneEvent, { is: 'line' | 'fault' | 'rang' | 'called' | 'over' }>

function changeBy(event: Change): Partial<Leg> {
  switch (event.is) {
    case 'joining':
      return { state: 'joining' }
    case 'talking':
      return { state: 'talking', since: event.at }
    case 'held':
      return { state: 'held' }
    case 'resumed':
      return { state: 'talking' }
    case 'muted':
      return { muted: event.muted }
    case 'named':
      return { callId: event.callId }
    case 'recorded':
      return { record: event.record }
    case 'passing':
      return { passing: true }
    case 'not-passed':
      return { passing: false }
    case 'held-by-other':
      return { heldByOther: true }
    case 'resumed-by-other':
      return { heldByOther: false }
  }
}

type NewLeg = Pick<Leg, 'id' | 'direction' | 'number' | 'name' | 'state'>

function withLeg(phone: Phone, leg: NewLeg): Phone {
  if (phone.legs.some(one => one.id === leg.id)) return phone
  const whole: Leg = { ...leg, callId: '', record: null, since: null, muted: false, heldByOther: false, passing: false }
  return { ...phone, legs: [...phone.legs, whole], fault: null }
}

const changed = (phone: Phone, id: string, change: Partial<Leg>): Phone => ({
  ...phone,
  legs: phone.legs.map(leg => (leg.id === id ? { ...leg, ...change } : leg)),
})

const speaking = (leg: Leg) => leg.state === 'talking' || leg.state === 'joining'

/** The call under the hands: the one that is spoken, else the one being dialled, else the one on hold. Never one that only rings. */
export const inHand = (phone: Phone): Leg | null =>
  phone.legs.find(speaking) ??
  phone.legs.find(leg => leg.state === 'calling') ??
  phone.legs.find(leg => leg.state === 'held') ??
  null

/** The other of two calls that were both answered: whom a transfer joins, and to whom one goes back. */
export const aside = (phone: Phone): Leg | null =>
  phone.legs.find(leg => leg.state !== 'ringing' && leg.id !== inHand(phone)?.id) ?? null

/** Calls that must be held before that one may speak: one ear, one voice. */
export const toHold = (phone: Phone, id: string | null): Leg[] =>
  phone.legs.filter(leg => leg.id !== id && leg.state === 'talking')

/** What the telephone itself sounds: a ring, a short sign under a call that is spoken, or that it rings at the other end. */
export function soundOf(phone: Phone): Sound | null {
  if (phone.legs.some(speaking)) return phone.legs.some(leg => leg.state === 'ringing') ? 'waiting' : null
  if (phone.legs.some(leg => leg.state === 'calling')) return 'ringback'
  return phone.legs.some(leg => leg.state === 'ringing') ? 'ring' : null
}

/** Whether there is room for another call. */
export const hasRoom = (phone: Phone): boolean => phone.legs.length < mostLegs

/** The ringing call that is this call of the desk. Of calls nobody told which they are: the one from that number; without a number, or when
 *  the exchange writes it another way, the only one that rings. */
export function ringingFrom(
  phone: Pick<Phone, 'legs'>,
  number: string | null,
  record: string | null = null,
): Leg | null {
  const rings = phone.legs.filter(leg => leg.state === 'ringing')
  const told = rings.find(leg => record !== null && leg.record === record)
  if (told) return told
  const ringing = rings.filter(leg => leg.record === null || record === null)
  const same = ringing.filter(leg => number !== null && sameNumber(leg.number, number))
  if (same.length > 0) return same[0]!
  // Somebody whose number is known must not be answered in place of another whose number is known as well.
  const open = ringing.filter(leg => number === null || digits(leg.number).length < 7)
  return open.length === 1 ? open[0]! : null
}

const digits = (text: string) => text.replace(/\D/g, '')

/** Two writings of one number: exchanges leave out the country, or write it without the plus. */
function sameNumber(one: string, other: string): boolean {
  const [a, b] = [digits(one), digits(other)]
  const tail = Math.min(a.length, b.length)
  return tail >= 7 && a.slice(-tail) === b.slice(-tail)
}

/** What may be dialled or transferred to: digits with the usual signs, or an extension's name. Null for anything else, so that nothing
 *  typed can become another address (sip:…@elsewhere). */
export function dialable(text: string): string | null {
  const bare = text.trim().replace(/[\s().\-/]/g, '')
  if (/^\+?[0-9*#]{1,20}$/.test(bare)) return bare
  return /^[a-z][a-z0-9]{0,30}$/i.test(bare) ? bare : null
}
