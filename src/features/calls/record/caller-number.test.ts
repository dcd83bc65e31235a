import fc from 'fast-check'
import { expect, it } from 'vitest'
import { callerNumber } from './caller-number.ts'

const whole = '+15550100142'

it.each([
  ['+1 555 010 0142'],
  ['(555) 010-0142'],
  ['15550100142'],
  ['555.010.0142'],
  ['sip:+15550100142@pbx.example;user=phone'],
  ['"Jane" <sip:5550100142@pbx.example>'],
  ['tel:+1-555-010-0142;ext=3'],
])('reads %s', text => {
  expect(callerNumber(text, 'US').number).toBe(whole)
})

it.each([
  ['anonymous'],
  ['Restricted'],
  ['unavailable'],
  ['sip:anonymous@anonymous.invalid'],
  ['12'],
  ['*98'],
  ['0000000000000000000'],
])('takes %s as nobody to call back, and keeps what was written', text => {
  expect(callerNumber(text, 'US')).toEqual({ number: null, text })
})

it('takes nothing as withheld', () => {
  for (const nothing of [undefined, null, '', '   ', '\u0000']) {
    expect(callerNumber(nothing, 'US')).toEqual({ number: null, text: null })
  }
})

it('reads a number by the country of the practice', () => {
  expect(callerNumber('020 7946 0142', 'GB').number).toBe('+442079460142')
})

it('answers anything a phone system may send with a number the database takes, or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
      const { number, text: kept } = callerNumber(text, 'US')
      if (number !== null) expect(number).toMatch(/^\+[1-9][0-9]{5,14}$/)
      if (kept !== null) expect(kept).not.toContain('\u0000')
    }),
    { numRuns: 100, seed: 7 },
  )
})
