import fc from 'fast-check'
import { expect, it } from 'vitest'
import { afterPrefix, joinedName, nameWords, plainName, slipsBetween, slipsOf } from './names.ts'
import { isNickname, nicknamesOf } from './nicknames.ts'

it('writes one name the same however it was typed', () => {
  for (const same of ['O’Brien', "o'brien", 'OBRIEN', 'O`Brien']) expect(plainName(same)).toBe('obrien')
  for (const same of ['García-López', 'garcia lopez', 'GARCIA–LOPEZ', 'Garci\u0301a  Lo\u0301pez'])
    expect(plainName(same)).toBe('garcia lopez')
  expect(plainName('Straße Ørsted Łukasz İnci')).toBe('strasse orsted lukasz inci')
  expect(joinedName('de la Cruz')).toBe('delacruz')
  expect(nameWords('משה כהן')).toEqual(['משה', 'כהן'])
  expect(nameWords('🙂')).toEqual(['🙂'])
  expect(nameWords(' -- ')).toEqual([])
})

it('keeps whatever is thrown at it short, plain and stable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
      const words = nameWords(text)
      expect(words.length).toBeLessThanOrEqual(8)
      for (const word of words) {
        expect([...word].length).toBeLessThanOrEqual(60)
        expect(word).toMatch(/^[\p{L}\p{N}\p{So}]+$/u)
        expect(word.isWellFormed()).toBe(true)
        expect(`${word}z` < afterPrefix(word)).toBe(true)
      }
      expect(plainName(plainName(text))).toBe(plainName(text))
    }),
  )
})

it('counts slips as a metric would, and one slip always shares a form', () => {
  expect(slipsBetween('smith', 'smtih')).toBe(1)
  expect(slipsBetween('smith', 'smyth')).toBe(1)
  expect(slipsBetween('smith', 'smithe')).toBe(1)
  expect(slipsBetween('smith', 'jones', 2)).toBe(3)
  const word = fc.stringMatching(/^[a-e]{3,9}$/)
  fc.assert(
    fc.property(word, word, (a, b) => {
      const slips = slipsBetween(a, b, 9)
      expect(slips).toBe(slipsBetween(b, a, 9))
      expect(slips === 0).toBe(a === b)
      if (slips === 1) expect(slipsOf(a).some(form => slipsOf(b).includes(form))).toBe(true)
    }),
  )
})

it('knows short names both ways', () => {
  expect(nicknamesOf('bill')).toContain('william')
  expect(isNickname('elizabeth', 'beth')).toBe(true)
  expect(isNickname('beth', 'elizabeth')).toBe(true)
  expect(isNickname('beth', 'william')).toBe(false)
  expect(nicknamesOf('zebedee')).toEqual([])
})
