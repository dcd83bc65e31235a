const rate_hz = 8_000

/** Somebody on the voicemail, as nobody ever sounded: six seconds of soft tones that rise and fall like speech. WAV, 8 bit, one channel. */
export function inventedSound(seconds = 6): Buffer {
  const samples = Buffer.alloc(rate_hz * seconds, 128)
  for (let n = 0; n < samples.length; n++) {
    const at = n / rate_hz
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2.5 * at)) * (at % 2 < 1.6 ? 1 : 0)
    const pitch_hz = 170 + 40 * Math.sin(2 * Math.PI * 0.4 * at)
    samples[n] = 128 + Math.round(36 * syllable * Math.sin(2 * Math.PI * pitch_hz * at))
  }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate_hz, 24)
  head.writeUInt32LE(rate_hz, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}
