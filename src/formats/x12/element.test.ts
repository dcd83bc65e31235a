import { describe, expect, it } from 'vitest'
import {
  componentsOf,
  elementOf,
  readableText,
  readCents,
  readDate,
  readDateRange,
  readDateTime,
  readDecimal,
  readNpi,
  readPeriod,
  readShortDate,
  readTime,
  readWhole,
  repetitionsOf,
  writeCents,
} from './element.ts'

const delimiters = { element: '*', component: ':', repetition: '^', terminator: '~' }

describe('an element', () => {
  it('is taken apart by the signs of its own interchange', () => {
    expect(repetitionsOf('1^33^47', delimiters)).toEqual(['1', '33', '47'])
    expect(repetitionsOf('1^33', { ...delimiters, repetition: null })).toEqual(['1^33'])
    expect(componentsOf('HC:G0438::25', delimiters)).toEqual(['HC', 'G0438', '', '25'])
    expect(componentsOf('', delimiters)).toEqual([''])
    const segment = { id: 'EB', elements: ['1'], index: 0, at: 0, delimiters }
    expect([elementOf(segment, 1), elementOf(segment, 9)]).toEqual(['1', ''])
  })

  it('is read as UTF-8 where it is that, else as windows-1252', () => {
    expect(readableText('JOS\u00c3\u0089  ')).toBe('JOSÉ')
    expect(readableText('JOS\u00c9')).toBe('JOSÉ')
    expect(readableText('O\u0092NEIL')).toBe('O’NEIL')
  })

  it('is a day, a time or a period only if there is such a one', () => {
    expect([readDate('20240229'), readDate('20260229'), readDate('20261301'), readDate('261124')]).toEqual([
      '2024-02-29',
      null,
      null,
      null,
    ])
    expect([readShortDate('261124'), readShortDate('3434')]).toEqual(['2026-11-24', null])
    expect(readDateRange('20260101-20260131')).toEqual({ from: '2026-01-01', to: '2026-01-31' })
    expect([readDateRange('20260131-20260101'), readDateRange('20260101')]).toEqual([null, null])
    expect(['1507', '150759', '1507599', '15075999'].map(readTime)).toEqual([
      '15:07',
      '15:07:59',
      '15:07:59.9',
      '15:07:59.99',
    ])
    expect(['2400', '1260', '150', '102497', ''].map(readTime)).toEqual([null, null, null, null, null])
    expect([readDateTime('202611241507'), readDateTime('20261124')]).toEqual(['2026-11-24T15:07', null])
    expect(readPeriod('D8', '20261124')).toEqual({ from: '2026-11-24', to: '2026-11-24' })
    expect(readPeriod('DT', '202611241507')).toEqual({ from: '2026-11-24', to: '2026-11-24' })
    expect([readPeriod('TM', '1507'), readPeriod('D8', '20260101-20260131')]).toEqual([null, null])
  })

  it.each([
    ['25', 2500],
    ['25.5', 2550],
    ['.5', 50],
    ['-.05', -5],
    ['0', 0],
    ['-0', 0],
    ['1.', 100],
    ['0001.50', 150],
    ['1.2300', 123],
    ['0.07', 7],
    ['1.15', 115],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    ['90071992547409.92', null],
    ['1.005', null],
    ['1e3', null],
    ['1E3', null],
    ['+1', null],
    ['1,000', null],
    ['$1', null],
    ['--1', null],
    ['.', null],
    ['-', null],
    ['', null],
    [' 1', null],
    ['Infinity', null],
    ['0x10', null],
  ])('%j is %s cents', (text, cents) => {
    expect(readCents(text)).toBe(cents)
  })

  it('is written as money with no needless zero, and read back the same', () => {
    const written = [0, 5, 50, 55, 100, 2550, -1, -2500, 123_456].map(writeCents)
    expect(written).toEqual(['0', '.05', '.5', '.55', '1', '25.5', '-.01', '-25', '1234.56'])
    for (let cents = -1250; cents < 1250; cents++) expect(readCents(writeCents(cents))).toBe(cents)
    expect(() => writeCents(1.5)).toThrow(RangeError)
  })

  it('is a number of other kinds, never a rounded one', () => {
    expect([readDecimal('.2', 4), readDecimal('1.5', 1), readDecimal('1.25', 1)]).toEqual([2000, 15, null])
    expect([readWhole('0012'), readWhole('-7'), readWhole('1.0'), readWhole('9'.repeat(17))]).toEqual([
      12,
      -7,
      null,
      null,
    ])
    expect([readNpi('1234567893 '), readNpi('1234567890')]).toEqual(['1234567893', null])
  })
})
