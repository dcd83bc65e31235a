import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPhone, writePhone } from './phone.ts'

it('reads a number in any usual writing', () => {
  for (const text of ['2125550142', '(212) 555-0142', '212.555.0142', '+1 212 555 0142', '1-212-555-0142'])
    expect(readPhone(text, 'US')).toEqual({ e164: '+12125550142', ext: '' })
  expect(readPhone('212 555 0142 ext 12', 'US')).toEqual({ e164: '+12125550142', ext: '12' })
  expect(readPhone('+44 20 7946 0000', 'US')?.e164).toBe('+442079460000')
})

it('refuses what cannot be dialled', () => {
  for (const text of ['', '0142', 'call me', '+', '1'.repeat(61), '212555014', '\u0000'])
    expect([text, readPhone(text, 'US')]).toEqual([text, null])
})

it('writes numbers for people, and reads its own writing back', () => {
  expect(writePhone('+12125550142', 'US')).toBe('(212) 555-0142')
  expect(writePhone('+442079460000', 'US')).toBe('+44 20 7946 0000')
  expect(writePhone('+999', 'US')).toBe('+999')
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 989 }), fc.integer({ min: 100, max: 199 }), (area, last) => {
      const e164 = `+1${area}5550${last}`
      expect(readPhone(writePhone(e164, 'US'), 'US')?.e164).toBe(e164)
      expect(readPhone(writePhone(e164, 'DE'), 'DE')?.e164).toBe(e164)
    }),
  )
  fc.assert(fc.property(fc.string(), text => (readPhone(text, 'US')?.e164 ?? '+1234').match(/^\+\d{4,15}$/) !== null))
})
