import { expect, test } from 'vitest'
import { sayTime, timeTyped } from './time-typed.ts'

test.each([
  ['8', '08:00'],
  ['8:30', '08:30'],
  ['830', '08:30'],
  ['0830', '08:30'],
  ['12', '12:00'],
  ['5', '17:00'],
  ['5p', '17:00'],
  ['5 a.m.', '05:00'],
  ['5:30 PM', '17:30'],
  ['05:00', '05:00'],
  ['17:00', '17:00'],
  ['1745', '17:45'],
  ['noon', '12:00'],
  ['12a', '00:00'],
  ['midnight', '00:00'],
  ['24:00', null],
  ['25', null],
  ['8:60', null],
  ['13p', null],
  ['soon', null],
  ['', null],
])('%s begins at %s', (text, wire) => expect(timeTyped(text)).toBe(wire))

test.each([
  ['7', '08:00', '19:00'],
  ['12', '08:00', '12:00'],
  ['5', '08:00', '17:00'],
  ['11', '08:00', '11:00'],
  ['9', '13:00', '21:00'],
  ['midnight', '18:00', '24:00'],
  ['12 am', '18:00', '24:00'],
  ['7 am', '08:00', '07:00'],
  ['5', null, '17:00'],
])('%s after %s ends at %s', (text, after, wire) => expect(timeTyped(text, after)).toBe(wire))

test('what is written back is read the same', () => {
  for (const wire of ['00:00', '05:00', '08:00', '12:00', '12:30', '17:45', '23:59']) {
    expect(timeTyped(sayTime(wire))).toBe(wire)
  }
  expect(timeTyped(sayTime('24:00'), '20:00')).toBe('24:00')
})
