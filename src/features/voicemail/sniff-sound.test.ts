import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mediaOf, secondsOf } from './sniff-sound.ts'
import { spokenWav } from './sound.fixture.ts'

const bytes = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(20)])

it('knows a sound by its first bytes, whatever it is called', () => {
  expect(mediaOf(spokenWav(1))).toBe('audio/wav')
  expect(mediaOf(bytes('OggS\0'))).toBe('audio/ogg')
  expect(mediaOf(bytes('ID3\x04'))).toBe('audio/mpeg')
  expect(mediaOf(bytes('\xff\xfb\x90\x00'))).toBe('audio/mpeg')
  expect(mediaOf(bytes('\0\0\0\x20ftypM4A '))).toBe('audio/mp4')
})

it('takes nothing else for a sound', () => {
  for (const other of ['%PDF-1.7', '<html>', 'RIFF\0\0\0\0AVI ', '\xff\xd8\xff\xe0', '\xff\xff\xff\xff', 'MZ', '']) {
    expect(mediaOf(bytes(other)), JSON.stringify(other)).toBeNull()
  }
})

it('reads the length from the header, also where the size is left open', () => {
  expect(secondsOf(spokenWav(7))).toBe(7)
  const streamed = spokenWav(3)
  streamed.writeUInt32LE(0xffffffff, 40)
  expect(secondsOf(streamed)).toBe(3)
  streamed.writeUInt32LE(0, 40)
  expect(secondsOf(streamed)).toBe(3)
})

it('never throws, and never says more seconds than there are bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, asWav) => {
      const sound = asWav ? Buffer.concat([spokenWav(1).subarray(0, 12), noise]) : Buffer.from(noise)
      mediaOf(sound)
      const seconds = secondsOf(sound)
      if (seconds !== null) expect(seconds).toBeLessThanOrEqual(sound.length)
    }),
    { seed: 20261124, numRuns: 2_000 },
  )
})
