import { beforeEach, expect, test } from 'vitest'
import { ageOn, clock, day, dayOf, initials, moment, money, phone, phoneTyped, setPlace, time } from './format.ts'

beforeEach(() => setPlace({ locale: 'en-US', zone: 'America/New_York', currency: 'USD', country: 'US' }))

const plain = (text: string) => text.replace(/\u202f/g, ' ')

test('times are those of the practice and not of this computer', () => {
  expect(plain(time('2026-11-24T14:20:00Z'))).toBe('9:20 AM')
  setPlace({ zone: 'America/Los_Angeles' })
  expect(plain(time('2026-11-24T14:20:00Z'))).toBe('6:20 AM')
})

test('the same wall-clock time stands before and after the clocks change', () => {
  expect(plain(time('2026-10-31T13:00:00Z'))).toBe('9:00 AM')
  expect(plain(time('2026-11-02T14:00:00Z'))).toBe('9:00 AM')
})

test('an evening visit belongs to the local day, though it is tomorrow in UTC', () => {
  expect(dayOf('2026-11-25T01:30:00Z')).toBe('2026-11-24')
  expect(plain(moment('2026-11-25T01:30:00Z'))).toBe('Tue, Nov 24, 8:30 PM')
})

test('a calendar day has no zone and never slips', () => {
  setPlace({ zone: 'Pacific/Honolulu' })
  expect(day('1971-04-12', 'full')).toBe('Apr 12, 1971')
})

test('a column of times leaves AM and PM out', () => {
  expect(clock('2026-11-24T18:05:00Z')).toBe('1:05')
})

test('money is written from integer cents', () => {
  expect(money(2500)).toBe('$25.00')
  expect(money(-5)).toBe('-$0.05')
})

test('phone numbers of home are written short, others in full', () => {
  expect(phone('+15550100142')).toBe('(555) 010-0142')
  expect(phone('+442079460018')).toBe('+44 20 7946 0018')
})

test('a phone number typed in any usual way is the same number', () => {
  for (const typed of ['(555) 010-0142', '555.010.0142', '5550100142', '+1 555 010 0142', '1-555-010-0142'])
    expect(phoneTyped(typed)).toBe('+15550100142')
  expect(phoneTyped('12')).toBeNull()
})

test('a year is completed on the birthday', () => {
  expect(ageOn('1971-04-12', '2026-04-11')).toBe(54)
  expect(ageOn('1971-04-12', '2026-04-12')).toBe(55)
})

test('initials are the first and the last', () => {
  expect(initials('Alex de la Moreno')).toBe('AM')
  expect(initials('Avery')).toBe('A')
})
