import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readQuestion } from './search-question.ts'

const place = { today: '2026-11-24', country: 'US', order: 'month-first' as const }
const read = (text: string) => {
  const { names, facts } = readQuestion(text, place)
  return { names, facts: facts.map(fact => fact.word) }
}

it('takes a question apart into names and facts, in any order', () => {
  expect(read('smi jan 4/12/71')).toEqual({ names: ['smi', 'jan'], facts: ['4/12/71'] })
  expect(read('12 Apr 1971 O’Brien')).toEqual({ names: ['obrien'], facts: ['12 Apr 1971'] })
  expect(read('Smith, John (212) 555 0142')).toEqual({ names: ['smith', 'john'], facts: ['(212) 555 0142'] })
  expect(read('0142 4/12/71')).toEqual({ names: [], facts: ['0142', '4/12/71'] })
  expect(read('jan@example.org #10234')).toEqual({ names: [], facts: ['jan@example.org', '#10234'] })
  expect(read('Mrs. García-Lopez')).toEqual({ names: ['garcia', 'lopez'], facts: [] })
  expect(read('Dr')).toEqual({ names: ['dr'], facts: [] })
  expect(read('May')).toEqual({ names: ['may'], facts: [] })
})

it('keeps every meaning of bare digits', () => {
  const [fact] = readQuestion('041271', place).facts
  expect(fact).toMatchObject({ dates: ['1971-04-12'], digits: '041271', number: '041271' })
  expect(readQuestion('2125550142', place).facts[0]).toMatchObject({ e164: '+12125550142', number: '2125550142' })
})

it('takes anything apart without falling over, and never grows', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
      const { names, facts } = readQuestion(text, place)
      expect(names.length).toBeLessThanOrEqual(6)
      expect(facts.length).toBeLessThanOrEqual(4)
      for (const name of names) expect(name).toMatch(/^[\p{L}\p{N}\p{So}]+$/u)
      for (const fact of facts) expect(fact.digits).toMatch(/^\d*$/)
    }),
  )
})
