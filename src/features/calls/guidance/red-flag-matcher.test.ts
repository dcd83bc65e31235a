import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matcherOf, redFlagsIn } from '../../../core/red-flag-matcher.ts'
import { builtInRedFlags } from './built-in/red-flags.ts'
import { phrases } from './red-flag-phrases.fixture.ts'

const lists = Object.values(builtInRedFlags).map(list => ({
  flag: list.group as string,
  phrases: [...list.en, ...list.es].map(text => ({ text })),
  except: list.except,
}))
const matcher = matcherOf(lists)
const shown = (text: string) =>
  redFlagsIn(matcher, [text])
    .map(one => `${one.absent ? '~' : ''}${one.flag}`)
    .join(' ')

describe('what is typed on a call', () => {
  it('is proved with a good many sentences, of danger and of none', () => {
    expect(phrases.filter(([, flags]) => flags !== '').length).toBeGreaterThan(150)
    expect(phrases.filter(([, flags]) => flags === '').length).toBeGreaterThan(50)
  })

  it.each(phrases)('%s → %s', (text, flags) => expect(shown(text)).toBe(flags))

  it('is found wherever it stands, however it is written', () => {
    for (const [text, flags] of phrases) {
      expect(shown(`Called about her bill\n${text}\nwill call back`), text).toBe(flags)
      expect(shown(text.toUpperCase()), text).toBe(flags)
      expect(shown(text.normalize('NFD')), text).toBe(flags)
      expect(shown(text.replace(/ /g, '  ')), text).toBe(flags)
    }
  })
})

it('finds every phrase of its own lists, unless an exception of the same list covers it', () => {
  for (const list of Object.values(builtInRedFlags)) {
    for (const phrase of [...list.en, ...list.es]) {
      const found = redFlagsIn(matcher, [phrase.replaceAll('=', '')])
      expect({ phrase, found: found.some(one => one.flag === list.group && !one.absent) }).toEqual({
        phrase,
        found: true,
      })
    }
  }
})

it('gives the words as they were typed, the longest of those that lie in one another, each once', () => {
  const [first] = redFlagsIn(matcher, ['Chest  PIAN. chest pian again', 'chest pain'])
  expect(first).toEqual({ flag: 'chest-pain', words: ['chest pian', 'chest pain'], absent: false })
})

it('says absent only as long as every mention is one of absence', () => {
  expect(redFlagsIn(matcher, ['no chest pain', 'denies chest pain'])).toMatchObject([{ absent: true }])
  expect(redFlagsIn(matcher, ['no chest pain', 'chest pain'])).toMatchObject([{ absent: false }])
})

it('takes a list that the practice wrote: exact words, exceptions, signs that are no words', () => {
  const own = matcherOf([
    { flag: 'a', phrases: [{ text: '=od' }, { text: '!!!' }, { text: 'Fröst bite' }], except: ['od eye', '???'] },
    { flag: 'b', phrases: [], except: [] },
  ])
  expect(redFlagsIn(own, ['pt OD last night'])).toMatchObject([{ flag: 'a', words: ['od'] }])
  expect(redFlagsIn(own, ['pain OD eye'])).toEqual([])
  expect(redFlagsIn(own, ['odd numbers, odds'])).toEqual([])
  expect(redFlagsIn(own, ['FROST  BITES'])).toMatchObject([{ flag: 'a' }])
  expect(redFlagsIn(matcherOf([]), ['chest pain'])).toEqual([])
})

it('bears any text: nothing is thrown, and what is found stands in the text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 4 }), texts => {
      const all = texts.map(text => text.replace(/\s+/g, ' ').toLowerCase())
      for (const one of redFlagsIn(matcher, texts)) {
        for (const word of one.words) expect(all.some(text => text.includes(word))).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

it('bears any list of words', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 20 }),
      fc.string({ maxLength: 200 }),
      (words, text) => {
        const own = matcherOf([{ flag: 'x', phrases: words.map(word => ({ text: word })), except: words.slice(0, 3) }])
        expect(Array.isArray(redFlagsIn(own, [text, ...words]))).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

it('is not silenced by what stands before in another sentence', () => {
  const danger = phrases.filter(([, flags]) => flags !== '' && !flags.includes('~'))
  fc.assert(
    fc.property(
      fc.constantFrom(...danger),
      fc.array(fc.constantFrom('no', 'denies', 'refill', 'well', 'sin', 'called', 'Friday'), { maxLength: 12 }),
      ([text, flags], before) => {
        const now = new Set(shown(`${before.join(' ')}. ${text}`).split(' '))
        for (const flag of flags.split(' ')) expect(now.has(flag)).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

it('does not lose what it found when the note grows', () => {
  const danger = phrases.filter(([, flags]) => flags !== '' && !flags.includes('~'))
  fc.assert(
    fc.property(fc.constantFrom(...danger), fc.string({ maxLength: 60 }), ([text, flags], after) => {
      const now = new Set(shown(`${text}\n${after}`).split(' '))
      for (const flag of flags.split(' ')) expect(now.has(flag)).toBe(true)
    }),
    { numRuns: 300 },
  )
})
