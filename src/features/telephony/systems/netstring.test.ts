import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NotNetstring, netstringReader } from './netstring.ts'

const framed = (texts: string[]) => Buffer.from(texts.map(text => `${Buffer.byteLength(text)}:${text},`).join(''))

it('finds every text again wherever the chunks end, also inside a letter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('{"name":"Ägidius O’Neil 🙂"}'))),
      fc.array(fc.nat()),
      (texts, cuts) => {
        const whole = framed(texts)
        const places = [0, ...cuts.map(cut => cut % (whole.length + 1)), whole.length].sort((a, b) => a - b)
        const read = netstringReader()
        const found = places.slice(1).flatMap((end, n) => read(whole.subarray(places[n], end)))
        expect(found.map(one => one.toString())).toEqual(texts)
      },
    ),
    { numRuns: 500 },
  )
})

it.each(['GET / HTTP/1.1', '5:hello;', 'x', '99999999:', '3000000:a', '05:hello,'])('refuses %s', text => {
  expect(() => netstringReader()(Buffer.from(text))).toThrow(NotNetstring)
})
