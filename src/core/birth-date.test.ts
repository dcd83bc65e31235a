import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ageOn, possibleBirthDates, readBirthDate } from './birth-date.ts'
import { isCalendarDay } from './calendar-day.ts'

const today = '2026-11-24'

it('reads any usual writing', () => {
  for (const text of [
    '4/12/71',
    '04-12-1971',
    '4.12.1971',
    '04 12 71',
    '1971-04-12',
    '1971/4/12',
    '041271',
    '04121971',
    '19710412',
    '12 Apr 1971',
    'Apr 12 71',
    'April 12th, 1971',
    '12-apr-71',
    '12apr71',
    '1971 Apr 12',
    ' 4/12/71 ',
  ])
    expect([text, readBirthDate(text, today)]).toEqual([text, '1971-04-12'])
  expect(readBirthDate('4/12/71', today, 'day-first')).toBe('1971-12-04')
  expect(readBirthDate('13/04/1971', today)).toBe('1971-04-13')
  expect(readBirthDate('2 Sept 1960', today)).toBe('1960-09-02')
})

it('refuses nonsense, half dates and the future', () => {
  for (const text of [
    '',
    '0142',
    '71',
    '4/12',
    '2/30/1971',
    '13/13/1971',
    '00/00/0000',
    '1/1/2030',
    '11/25/2026',
    '1/1/1850',
    'apr',
    'Ap 12 71',
    'may be 4 71',
    '4/12-71',
    '12 Foo 1971',
    '１2/3/71',
    '4/12/971',
    '\u0000',
  ])
    expect([text, readBirthDate(text, today)]).toEqual([text, null])
})

it('puts two-digit years in the past, nearest first', () => {
  expect(possibleBirthDates('4/12/26', today)).toEqual(['2026-04-12', '1926-04-12'])
  expect(readBirthDate('12/31/26', today)).toBe('1926-12-31')
  expect(readBirthDate('2/29/00', today)).toBe('2000-02-29')
})

it('reads back every day in every writing, and never finds a day to come', () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2026-11-24'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, iso => {
      const [y, m, d] = iso.split('-') as [string, string, string]
      for (const text of [iso, `${m}/${d}/${y}`, `${Number(m)}-${Number(d)}-${y}`, `${m}${d}${y}`])
        expect(readBirthDate(text, today)).toBe(iso)
      expect(readBirthDate(`${d}.${m}.${y}`, today, 'day-first')).toBe(iso)
      expect(possibleBirthDates(`${m}/${d}/${y.slice(2)}`, today)).toContain(iso)
    }),
  )
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$/)), text => {
      for (const found of possibleBirthDates(text, today)) {
        expect(isCalendarDay(found)).toBe(true)
        expect(found <= today).toBe(true)
      }
    }),
  )
})

it('counts whole years', () => {
  expect(ageOn('1971-11-24', today)).toBe(55)
  expect(ageOn('1971-11-25', today)).toBe(54)
  expect(ageOn('2026-11-24', today)).toBe(0)
  expect(ageOn('2026-11-25', today)).toBe(null)
  expect(ageOn('2024-02-29', '2026-02-28')).toBe(1)
})
