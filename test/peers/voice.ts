import { createSocket, type RemoteInfo } from 'node:dgram'

/** What a telephone outside says and hears: RTP as G.711 µ-law, 50 packets a second, and the keys the other side presses (RFC 4733). */
export type Voice = {
  port: number
  /** Packets heard so far. */
  heard(): number
  /** Packets sent so far. */
  said(): number
  /** Whether the last second held any sound; undefined until a second was heard. */
  sounds(): boolean | undefined
  /** Keys that were pressed at the other end, in order. */
  keys(): string
  close(): void
}

const samplesEach = 160
const telephoneEvent = 101
const keyNames = '0123456789*#'

/** Opens a voice at a port. It answers whoever speaks to it: the relay of the exchange sends from where it listens. */
export async function openVoice(port: number): Promise<Voice> {
  const socket = createSocket('udp4')
  await new Promise<void>((done, bad) => {
    socket.once('error', bad)
    socket.bind(port, '127.0.0.1', done)
  })
  let other: RemoteInfo | undefined
  let heard = 0
  let keys = ''
  let lastKeyAt: number | undefined
  const loud: number[] = []
  socket.on('message', (packet, from) => {
    // RTCP comes to the next port; what is no RTP packet is nothing that was said.
    if (packet.length < 16 || packet[0]! >> 6 !== 2) return
    other = from
    const kind = packet[1]! & 0x7f
    if (kind === telephoneEvent) {
      // A key is told many times, always with the moment it began.
      const began = packet.readUInt32BE(4)
      if (began !== lastKeyAt) keys += keyNames[packet[12]!] ?? '?'
      lastKeyAt = began
    } else if (kind === 0) {
      heard++
      loud.push(loudest(packet.subarray(12)))
      if (loud.length > 50) loud.shift()
    }
  })
  let said = 0
  const head = Buffer.alloc(12)
  const begun = performance.now()
  const speak = setInterval(() => {
    // A timer that comes late says what it owes.
    while (other && said < (performance.now() - begun) / 20) {
      head[0] = 0x80
      head[1] = 0
      head.writeUInt16BE(said & 0xffff, 2)
      head.writeUInt32BE((said * samplesEach) >>> 0, 4)
      head.writeUInt32BE(port, 8)
      socket.send(Buffer.concat([head, tone(said)]), other.port, other.address, () => {})
      said++
    }
    if (!other) said = Math.floor((performance.now() - begun) / 20)
  }, 20)
  return {
    port,
    heard: () => heard,
    said: () => said,
    sounds: () => (loud.length < 50 ? undefined : loud.some(one => one > 200)),
    keys: () => keys,
    close: () => {
      clearInterval(speak)
      socket.close()
    },
  }
}

/** 20 ms of one of two tones in turn. */
function tone(packet: number): Buffer {
  const hertz = Math.floor(packet / 25) % 2 ? 440 : 660
  const samples = Buffer.alloc(samplesEach)
  for (let n = 0; n < samplesEach; n++) {
    const at = packet * samplesEach + n
    samples[n] = muLaw(Math.round(8_000 * Math.sin((2 * Math.PI * hertz * at) / 8_000)))
  }
  return samples
}

/** ITU-T G.711: 16 bits to 8, sign, exponent and mantissa, inverted. */
function muLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const size = Math.min(Math.abs(sample), 32_635) + 132
  const exponent = Math.floor(Math.log2(size)) - 7
  return ~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 0x0f)) & 0xff
}

/** The loudest sample of a packet, as 16 bits. */
function loudest(packet: Buffer): number {
  let most = 0
  for (const byte of packet) {
    const bits = ~byte & 0x7f
    most = Math.max(most, (((bits & 0x0f) << 3) + 132) * 2 ** (bits >> 4) - 132)
  }
  return most
}
