/** What a browser plays, by the first bytes: names and headers of mails and phone systems are often wrong. Null if it is none of it. */
export function mediaOf(sound: Uint8Array): 'audio/wav' | 'audio/mpeg' | 'audio/ogg' | 'audio/mp4' | null {
  const word = (from: number, to: number) => Buffer.from(sound.subarray(from, to)).toString('latin1')
  if (sound.length < 12) return null
  if (word(0, 4) === 'RIFF' && word(8, 12) === 'WAVE') return 'audio/wav'
  if (word(0, 4) === 'OggS') return 'audio/ogg'
  if (word(4, 8) === 'ftyp') return 'audio/mp4'
  if (word(0, 3) === 'ID3') return 'audio/mpeg'
  return isMpegFrame(sound) ? 'audio/mpeg' : null
}

/** A frame of MPEG audio: eleven set bits, then a version, a layer, a bit rate and a sampling rate that exist (ISO 11172-3). */
function isMpegFrame(sound: Uint8Array): boolean {
  const [first, second, third] = sound as unknown as [number, number, number]
  return (
    first === 0xff &&
    (second & 0xe0) === 0xe0 &&
    (second & 0x18) !== 0x08 &&
    (second & 0x06) !== 0 &&
    (third & 0xf0) !== 0xf0 &&
    (third & 0x0c) !== 0x0c
  )
}

/** Length in whole seconds, rounded up, of a WAV by its own header; null for what says nothing of it, or lies. */
export function secondsOf(sound: Uint8Array): number | null {
  if (mediaOf(sound) !== 'audio/wav') return null
  const view = new DataView(sound.buffer, sound.byteOffset, sound.byteLength)
  const chunk = (at: number) => Buffer.from(sound.subarray(at, at + 4)).toString('latin1')
  let rate = 0
  for (let at = 12; at + 8 <= sound.length; ) {
    const size = view.getUint32(at + 4, true)
    if (chunk(at) === 'fmt ' && at + 20 <= sound.length) rate = view.getUint32(at + 16, true)
    if (chunk(at) === 'data') {
      if (rate === 0) return null
      // Phone systems that stream write a size of 0 or all ones: then what is there counts.
      const there = sound.length - at - 8
      return Math.ceil(Math.min(size === 0 ? there : size, there) / rate)
    }
    at += 8 + size + (size % 2)
  }
  return null
}
