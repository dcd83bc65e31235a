import type { RTCSession } from 'jssip/lib/RTCSession.d.ts'
import type { RTCSessionEvent } from 'jssip/lib/UA.d.ts'
import type { Devices } from './devices.ts'
import { type Fault, hasRoom, type Phone, type PhoneEvent } from './phone-state.ts'

/** What the server minted for this desk: it works for minutes and for one extension. */
export type SipKeys = {
  wsUrl: string
  domain: string
  extension: string
  user: string
  password: string
  iceServers: { urls: string[]; username?: string | undefined; credential?: string | undefined }[]
}

/** The browser's line to the exchange. Every deed answers by events, never by a value: the exchange decides. */
export type SipLine = {
  answer(id: string): void
  hangUp(id: string): void
  hold(id: string): void
  resume(id: string): void
  mute(id: string, muted: boolean): void
  tone(id: string, digit: string): void
  dial(number: string): void
  /** Sends the other side to somebody else; with `other`, to the very person in that call (REFER with Replaces). */
  pass(id: string, target: string): void
  join(id: string, other: string): void
  renew(keys: SipKeys): void
  choose(devices: Devices): void
  close(): void
}

// Short, so that a person who may no longer use the telephone is off the exchange soon.
const registeredFor_s = 120

/** Signs on to the exchange over a WebSocket. JsSIP is loaded here and nowhere else: a desk without a telephone never fetches it. */
export async function openSipLine(
  keys: SipKeys,
  ask: { devices: Devices; phone: () => Phone; tell: (event: PhoneEvent) => void },
): Promise<SipLine> {
  const { UA, WebSocketInterface } = await import('jssip')
  const { tell } = ask
  let { iceServers } = keys
  let devices = ask.devices
  const sessions = new Map<string, RTCSession>()
  const sounds = new Map<string, HTMLAudioElement>()
  let here = new Set<string>()
  const look = () =>
    navigator.mediaDevices.enumerateDevices().then(
      all => {
        here = new Set(all.map(one => one.deviceId))
      },
      () => {},
    )
  void look()
  navigator.mediaDevices.addEventListener('devicechange', look)
  // Calls that take the place of one that is on: no third ones.
  const stepsIn = new Set<string>()
  const ua = new UA({
    sockets: [new WebSocketInterface(keys.wsUrl)],
    uri: `sip:${keys.extension}@${keys.domain}`,
    authorization_user: keys.user,
    password: keys.password,
    register_expires: registeredFor_s,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 8,
    session_timers: false,
    user_agent: 'Anteroom',
  })

  ua.on('connecting', () => tell({ is: 'line', line: 'connecting' }))
  ua.on('disconnected', () => tell({ is: 'line', line: 'lost' }))
  ua.on('registered', () => tell({ is: 'line', line: 'ready' }))
  ua.on('unregistered', () => tell({ is: 'line', line: 'lost' }))
  ua.on('registrationFailed', ({ response }) => {
    const status = (response as { status_code?: number } | undefined)?.status_code ?? 0
    tell({ is: 'line', line: [401, 403, 407].includes(status) ? 'refused' : 'lost' })
  })
  ua.on('newRTCSession', ({ session, originator }: RTCSessionEvent) => {
    const from = session.remote_identity
    if (String(originator) === 'remote') {
      // A third caller hears busy here; other desks of the group go on ringing.
      if (!stepsIn.delete(session.id) && !hasRoom(ask.phone()))
        return session.terminate({ status_code: 486, reason_phrase: 'Busy Here' })
      tell({ is: 'rang', id: session.id, number: from.uri.user ?? '', name: from.display_name ?? '' })
    } else tell({ is: 'called', id: session.id, number: from.uri.user ?? '' })
    follow(session)
  })

  function follow(session: RTCSession): void {
    const { id } = session
    sessions.set(id, session)
    const over = (fault: Fault | null) => {
      sessions.delete(id)
      sounds.get(id)?.pause()
      sounds.delete(id)
      tell({ is: 'over', id, fault })
    }
    session.on('accepted', () => tell({ is: 'joining', id }))
    session.on('confirmed', () => tell({ is: 'talking', id, at: Date.now() }))
    session.on('ended', () => over(null))
    session.on('failed', ({ originator, cause }) => {
      const ours = originator === 'local' && cause !== 'User Denied Media Access'
      const missed = session.direction === 'incoming' && cause === 'Canceled'
      over(ours || missed ? null : faultOf(cause))
    })
    // Our own hold is told when the other side has agreed (setHold): until then it is not true.
    session.on('hold', ({ originator }) => String(originator) === 'remote' && tell({ is: 'held-by-other', id }))
    session.on('unhold', ({ originator }) => String(originator) === 'remote' && tell({ is: 'resumed-by-other', id }))
    session.on('muted', () => tell({ is: 'muted', id, muted: true }))
    session.on('unmuted', () => tell({ is: 'muted', id, muted: false }))
    session.on('replaces', ({ accept }) => accept((next: RTCSession) => stepIn(id, next)))
    session.on('peerconnection', ({ peerconnection }) => hear(id, peerconnection))
    if (session.connection) hear(id, session.connection)
  }

  /** Whom we speak with was joined to somebody else: the new call takes the place of the old one by itself, as if nothing had happened.
   *  What was muted stays so, and who waited on hold does not break into another call. */
  function stepIn(old: string, next: RTCSession): void {
    stepsIn.add(next.id)
    const before = ask.phone().legs.find(leg => leg.id === old)
    next.on('confirmed', () => {
      if (before?.muted) next.mute({ audio: true })
      if (ask.phone().legs.some(leg => leg.state === 'talking' && leg.id !== old && leg.id !== next.id))
        setHold(next.id, true)
    })
    // The session is told to the line first, then it may be answered.
    setTimeout(() => next.answer(media()))
  }

  function hear(id: string, connection: RTCPeerConnection): void {
    connection.addEventListener('track', ({ track, streams }) => {
      const sound = sounds.get(id) ?? new Audio()
      sounds.set(id, sound)
      sound.srcObject = streams[0] ?? new MediaStream([track])
      void toSpeaker(sound, devices)
      sound.play().catch(() => {})
    })
  }

  /** Puts on hold or takes back. While the last change is still being agreed upon a new one is not possible: it is tried again shortly. */
  function setHold(id: string, held: boolean, tries = 30): void {
    const session = sessions.get(id)
    if (!session?.isEstablished()) return
    const agreed = () => tell({ is: held ? 'held' : 'resumed', id })
    if (session.isReadyToReOffer()) {
      if (session.isOnHold().local === held) agreed()
      else if (held) session.hold({}, agreed)
      else session.unhold({}, agreed)
    } else if (tries > 0) setTimeout(() => setHold(id, held, tries - 1), 100)
    else tell({ is: 'fault', fault: 'not-held' })
  }

  const media = () => ({
    // Only exactly that one is sure to be it; one that is not here any more would end the call before it begins.
    mediaConstraints: {
      audio: devices.microphone && here.has(devices.microphone) ? { deviceId: { exact: devices.microphone } } : true,
      video: false,
    },
    pcConfig: { iceServers: iceServers as RTCIceServer[] },
  })
  const address = (target: string) => `sip:${encodeURIComponent(target)}@${keys.domain}`

  function refer(id: string, target: string, replaces?: RTCSession): void {
    const session = sessions.get(id)
    if (!session?.isEstablished()) return
    tell({ is: 'passing', id })
    const not = () => tell({ is: 'not-passed', id })
    session.refer(target, {
      ...(replaces ? { replaces } : {}),
      eventHandlers: { requestFailed: not, failed: not, accepted: () => !session.isEnded() && session.terminate() },
    })
  }

  // The exchange tells the desk of the same call under this id.
  ua.on('newRTCSession', ({ session, request }: RTCSessionEvent) =>
    tell({ is: 'named', id: session.id, callId: request.getHeader('Call-ID') ?? '' }),
  )

  ua.start()
  return {
    answer: id => sessions.get(id)?.answer(media()),
    hangUp: id => {
      const session = sessions.get(id)
      if (session && !session.isEnded()) session.terminate()
    },
    hold: id => setHold(id, true),
    resume: id => setHold(id, false),
    mute: (id, muted) => (muted ? sessions.get(id)?.mute({ audio: true }) : sessions.get(id)?.unmute({ audio: true })),
    tone: (id, digit) => sessions.get(id)?.sendDTMF(digit, { transportType: 'RFC2833' as never }),
    dial: number => void ua.call(address(number), media()),
    pass: (id, target) => refer(id, address(target)),
    join: (id, other) => {
      const consulted = sessions.get(other)
      if (consulted) refer(id, consulted.remote_identity.uri.toString(), consulted)
    },
    renew: fresh => {
      iceServers = fresh.iceServers
      ua.set('authorization_user', fresh.user)
      ua.set('password', fresh.password)
      if (ua.isConnected()) ua.register()
    },
    choose: chosen => {
      devices = chosen
      void look()
      for (const sound of sounds.values()) void toSpeaker(sound, chosen)
      for (const session of sessions.values()) void toMicrophone(session, chosen)
    },
    close: () => {
      navigator.mediaDevices.removeEventListener('devicechange', look)
      ua.stop()
    },
  }
}

/** Plays through the chosen speaker where the browser lets one choose; a speaker that was unplugged is the usual one. */
async function toSpeaker(sound: HTMLAudioElement, { speaker }: Devices): Promise<void> {
  if ('setSinkId' in sound) await sound.setSinkId(speaker ?? '').catch(() => {})
}

/** Speaks through another microphone from the middle of a call on; muting and hold stay as they are. What cannot be had changes nothing. */
async function toMicrophone(session: RTCSession, { microphone }: Devices): Promise<void> {
  const sender = session.connection?.getSenders().find(one => one.track?.kind === 'audio')
  if (!sender?.track || sender.track.getSettings().deviceId === (microphone ?? 'default')) return
  const wanted = { audio: microphone ? { deviceId: { exact: microphone } } : true }
  const track = (await navigator.mediaDevices.getUserMedia(wanted).catch(() => null))?.getAudioTracks()[0]
  if (!track) return
  if (session.isEnded()) return track.stop()
  // Only the first microphone's track is let go by JsSIP: without this the browser would go on listening after the call.
  for (const end of ['ended', 'failed'] as const) session.on(end, () => track.stop())
  const before = sender.track
  track.enabled = before.enabled
  await sender.replaceTrack(track).catch(() => track.stop())
  if (sender.track === track) before.stop()
}

const faults: Readonly<Record<string, Fault>> = {
  Busy: 'busy',
  Rejected: 'busy',
  'No Answer': 'no-answer',
  'Request Timeout': 'no-answer',
  Unavailable: 'unreachable',
  'Not Found': 'unreachable',
  'Address Incomplete': 'unreachable',
  'User Denied Media Access': 'microphone',
}

const faultOf = (cause: string): Fault => faults[cause] ?? 'failed'
