import { expect, it } from 'vitest'
import { isolated, withoutTurns } from './bidi.ts'

it('closes off what runs the other way, and leaves everything else alone', () => {
  for (const plain of ['', 'Jane Smith', 'Sinéad O’Neil', '李小龍', '🙂 4', 'Μαρία'])
    expect(isolated(plain)).toBe(plain)
  expect(isolated('مريم كوهين')).toBe('\u2068مريم كوهين\u2069')
  expect(isolated('כהן, Adi')).toBe('\u2068כהן, Adi\u2069')
})

it.each([
  ['\u202eevil', '\u2068evil\u2069'],
  ['a\u2069b', '\u2068ab\u2069'],
  ['a\u2067b', '\u2068a\u2067b\u2069\u2069'],
  ['\u2069\u202dX\u202c\u2066Y\u2069\u2069', '\u2068X\u2066Y\u2069\u2069'],
])('lets nothing of %j outlast it', (text, shown) => {
  expect(isolated(text)).toBe(shown)
  // What was closed off once may stand in a third text.
  expect(isolated(shown)).toBe(`\u2068${shown}\u2069`)
})

it('takes the turns out of a name and leaves its marks', () => {
  expect(withoutTurns('\u202eevil\u202c \u2067x\u2069')).toBe('evil x')
  expect(withoutTurns('كوهين\u200f')).toBe('كوهين\u200f')
})
