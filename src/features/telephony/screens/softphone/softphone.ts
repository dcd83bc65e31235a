import { useSyncExternalStore } from 'react'
import { setPhoneHere } from '../../../../web/app/phone-here.ts'
import { RefusedError } from '../../../../web/kit/wire.ts'
import { sayError } from '../../../../web/words/refusal-words.ts'
import { type Devices, keepDevices, keptDevices } from './devices.ts'
import { sound } from './phone-sound.ts'
import {
  after,
  aside,
  dialable,
  hasRoom,
  inHand,
  type Phone,
  type PhoneEvent,
  quietPhone,
  ringingFrom,
  soundOf,
  toHold,
} from './phone-state.ts'
import { openSipLine, type SipKeys, type SipLine } from './sip-line.ts'

export type FreshKeys = SipKeys & { livesSeconds: number }

// Only one tab of a browser is the telephone: two would both ring, and both speak.
const tabLock = 'anteroom.phone'
const leastWait_ms = 1_000
const mostWait_ms = 60_000

let phone: Phone = quietPhone
let line: SipLine | null = null
let staff = ''
const watchers = new Set<() => void>()

function tell(event: PhoneEvent): void {
  phone = after(phone, event)
  sound(soundOf(phone), keptDevices(staff))
  for (const watch of watchers) watch()
}

/** The telephone as it is now. */
export const usePhone = (): Phone =>
  useSyncExternalStore(
    watch => {
      watchers.add(watch)
      return () => watchers.delete(watch)
    },
    () => phone,
  )

/** Signs this tab on to the exchange and keeps it there: fresh keys before the old ones end, and again whenever they are not taken.
 *  Returns how to put the telephone away. */
export function startPhone(ask: { staff: string; freshKeys: () => Promise<FreshKeys> }): () => void {
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait_ms = leastWait_ms
  let letGo = () => {}
  staff = ask.staff

  const soon = (delay_ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(renew, delay_ms)
  }
  const renew = async (): Promise<void> => {
    try {
      const keys = await ask.freshKeys()
      if (stopped) return
      if (line) line.renew(keys)
      else {
        const opened = await openSipLine(keys, { devices: keptDevices(staff), phone: () => phone, tell: hear })
        if (stopped) return opened.close()
        line = opened
      }
      soon(keys.livesSeconds * 800)
    } catch (error) {
      if (stopped) return
      // Our own server says why there is no telephone here: in its words, and trying on, since a manager may mend it any moment.
      if (error instanceof RefusedError && error.code.startsWith('telephony.') && phone.legs.length === 0) {
        line?.close()
        line = null
        tell({ is: 'line', line: 'off', why: sayError(error) })
      } else if (!line) tell({ is: 'line', line: 'lost' })
      soon(wait_ms)
      wait_ms = Math.min(wait_ms * 2, mostWait_ms)
    }
  }
  const hear = (event: PhoneEvent) => {
    tell(event)
    if (event.is !== 'line') return
    if (event.line === 'ready') wait_ms = leastWait_ms
    // Keys die while a computer sleeps: fresh ones are the cure.
    if (event.line === 'refused') {
      soon(wait_ms)
      wait_ms = Math.min(wait_ms * 2, mostWait_ms)
    }
  }
  const begin = () => {
    if (stopped) return
    tell({ is: 'line', line: 'connecting' })
    setPhoneHere({ answer: answerFrom, dial })
    void renew()
  }
  const stay = (event: BeforeUnloadEvent) => {
    // Leaving the page ends the call: the browser asks first.
    if (phone.legs.some(leg => leg.state !== 'ringing')) event.preventDefault()
  }
  window.addEventListener('beforeunload', stay)

  if (navigator.locks) {
    tell({ is: 'line', line: 'elsewhere' })
    const waiting = new AbortController()
    letGo = () => waiting.abort()
    navigator.locks
      .request(tabLock, { signal: waiting.signal }, () => {
        begin()
        return new Promise<void>(done => {
          letGo = done
        })
      })
      .catch(() => {})
  } else begin()

  return () => {
    stopped = true
    clearTimeout(timer)
    window.removeEventListener('beforeunload', stay)
    setPhoneHere(null)
    line?.close()
    line = null
    letGo()
    phone = quietPhone
    sound(null, keptDevices(staff))
    for (const watch of watchers) watch()
  }
}

const holdOthers = (id: string | null) => {
  for (const leg of toHold(phone, id)) line?.hold(leg.id)
}

/** Takes a ringing call; whoever is being spoken with is put on hold. */
export function answer(id: string): void {
  holdOthers(id)
  line?.answer(id)
}

/** The server has told which call of the desk that is. */
export const recorded = (id: string, record: string): void => tell({ is: 'recorded', id, record })

function answerFrom(number: string | null, call: string): boolean {
  const leg = ringingFrom(phone, number, call)
  if (leg) answer(leg.id)
  return leg !== null
}

export const hangUp = (id: string): void => line?.hangUp(id)

/** Hold, or back from it; the other call is held meanwhile. */
export function holdOrBack(id: string): void {
  const leg = phone.legs.find(one => one.id === id)
  if (leg?.state === 'talking') line?.hold(id)
  else if (leg?.state === 'held') {
    holdOthers(id)
    line?.resume(id)
  }
}

export function muteOrNot(id: string): void {
  const leg = phone.legs.find(one => one.id === id)
  if (leg) line?.mute(id, !leg.muted)
}

/** To the other of two calls and back. */
export function swap(): void {
  const other = aside(phone)
  if (other?.state === 'held') holdOrBack(other.id)
}

/** Calls a number or an extension; false when that is no number, or there is no free line. A number that is being called or spoken with is not
 *  called twice. */
export function dial(text: string): boolean {
  const number = dialable(text)
  if (number && phone.legs.some(leg => leg.direction === 'out' && leg.number === number)) return true
  if (!number || !line || phone.line !== 'ready' || !hasRoom(phone)) return false
  holdOthers(null)
  line.dial(number)
  return true
}

/** Sends the caller on without a word; false when that is no number. */
export function pass(id: string, text: string): boolean {
  const number = dialable(text)
  if (number) line?.pass(id, number)
  return number !== null
}

/** Joins the two people of the two calls and leaves. */
export function joinBoth(): void {
  const consulted = inHand(phone)
  const other = aside(phone)
  if (consulted && other && consulted.since !== null) line?.join(other.id, consulted.id)
}

export const tone = (id: string, digit: string): void => line?.tone(id, digit)

/** Which microphone and speaker this person uses at this computer, from now on and in the present call. */
export function chooseDevices(person: string, devices: Devices): void {
  keepDevices(person, devices)
  if (person !== staff) return
  line?.choose(devices)
  sound(soundOf(phone), devices)
}
