import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isNpi } from './npi.ts'

it('takes the example of the standard and other sound numbers', () => {
  for (const npi of ['1234567893', '1245319599', '1679576722', '2000000002'])
    expect([npi, isNpi(npi)]).toEqual([npi, true])
})

it('refuses what is not ten digits with a leading 1 or 2', () => {
  for (const npi of [
    '',
    '123456789',
    '12345678931',
    '3234567893',
    '123456789x',
    ' 1234567893',
    '１２３４５６７８９３',
  ]) {
    expect([npi, isNpi(npi)]).toEqual([npi, false])
  }
})

it('finds every single wrong digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const right = '1234567893'
      const wrong = (Number(right[place]) + by) % 10
      return !isNpi(right.slice(0, place) + wrong + right.slice(place + 1))
    }),
  )
})

it('leaves exactly one check digit for any nine digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100_000_000, max: 299_999_999 }), body => {
      const fitting = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter(last => isNpi(`${body}${last}`))
      return fitting.length === 1
    }),
  )
})
