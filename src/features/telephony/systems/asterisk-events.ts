import { z } from 'zod'
import { phoneEvent } from '../intake/phone-event.ts'
import type { Listener } from './connection.ts'

const party = z.looseObject({ name: z.string().optional(), number: z.string().optional() })
const channel = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  state: z.string().optional(),
  caller: party.optional(),
  dialplan: z.looseObject({ exten: z.string().optional() }).optional(),
})
const told = z.looseObject({
  type: z.string(),
  timestamp: z.string().optional(),
  channel: channel.optional(),
  caller: channel.optional(),
  peer: channel.optional(),
  dialstatus: z.string().optional(),
  bridge: z.looseObject({ channels: z.array(z.string()).default([]) }).optional(),
})
type Told = z.output<typeof told>
type Channel = z.output<typeof channel>

/** Reads the events of Asterisk's REST interface, one JSON text at a time. A call is the channel of who calls; the channels that Asterisk rings
 *  for it are its peers, and the first of them that is lifted answers. That the caller's own channel is up says nothing: a voice menu
 *  lifts it as well. */
export function asteriskReader(listener: Pick<Listener, 'event'>): (text: string) => void {
  /** Calls of which the ring was told on this connection, and whether they were answered. */
  const calls = new Map<string, { answered: boolean }>()
  const callOfPeer = new Map<string, string>()
  const peers = new Map<string, Channel>()

  const say = (
    call: string,
    what: 'ringing' | 'answered' | 'ended',
    event: Told,
    more: Record<string, unknown> = {},
  ) => {
    const read = phoneEvent.safeParse({ externalId: call, what, at: momentOf(event.timestamp), ...more })
    if (read.success) listener.event(read.data, { onlyKnown: what !== 'ringing' && !calls.has(call) })
  }
  const rings = (event: Told, one: Channel) => {
    if (calls.has(one.id) || callOfPeer.has(one.id)) return
    calls.set(one.id, { answered: false })
    say(one.id, 'ringing', event, { from: one.caller?.number, name: one.caller?.name, to: one.dialplan?.exten })
  }
  const answers = (event: Told, call: string, peer: Channel | undefined) => {
    const known = calls.get(call)
    if (known?.answered) return
    if (known) known.answered = true
    say(call, 'answered', event, { extension: peer && extensionOf(peer) })
  }
  const ends = (event: Told, one: Channel) => {
    if (callOfPeer.delete(one.id)) {
      peers.delete(one.id)
      return
    }
    say(one.id, 'ended', event, { spoken: calls.get(one.id)?.answered ?? false })
    calls.delete(one.id)
  }

  return text => {
    const event = told.parse(JSON.parse(text))
    const { channel: one, caller, peer } = event
    switch (event.type) {
      case 'StasisStart':
      case 'ChannelCreated':
      case 'ChannelStateChange':
        if (!one) return
        if (one.state === 'Up' && callOfPeer.has(one.id)) answers(event, callOfPeer.get(one.id)!, one)
        else if (one.state === 'Ring' || (event.type === 'StasisStart' && one.state !== 'Down')) rings(event, one)
        return
      case 'Dial':
        if (!peer || !caller) return
        callOfPeer.set(peer.id, caller.id)
        peers.set(peer.id, peer)
        if (event.dialstatus === 'ANSWER') answers(event, caller.id, peer)
        return
      case 'ChannelEnteredBridge': {
        const together = event.bridge?.channels ?? []
        const call = together.find(id => calls.has(id))
        const other = together.find(id => id !== call)
        if (call && other) answers(event, call, peers.get(other) ?? (one?.id === other ? one : undefined))
        return
      }
      case 'ChannelDestroyed':
        if (one) ends(event, one)
    }
  }
}

/** 'PJSIP/101-0000002a' is extension 101. */
function extensionOf(peer: Channel): string | undefined {
  return peer.name?.match(/^[^/]+\/([^@/]+?)(?:-[0-9a-f]+)?(?:;\d)?$/i)?.[1] ?? peer.caller?.number
}

/** Asterisk writes the offset without a colon: 2026-11-24T10:07:00.123-0500. */
function momentOf(text: string | undefined): string | null {
  const written = text?.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
  try {
    return written ? Temporal.Instant.from(written).toString() : null
  } catch {
    return null
  }
}
