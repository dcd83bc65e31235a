import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Segment } from '../segment.ts'
import { eligibilityAnswer } from './271-eligibility-answer.ts'
import { checkSet } from './check.ts'
import { valueAt, valuesAt } from './loop-node.ts'
import { sets, split } from './split.fixture.ts'

const sample = (name: string) =>
  sets(split(readFileSync(join(import.meta.dirname, '../corpus/271', name), 'utf8')))[0]!.segments
const told = (segments: readonly Segment[]) =>
  checkSet(eligibilityAnswer, segments).faults.map(({ code, place }) => `${code} ${place.id}-${place.element ?? ''}`)

describe('a 271', () => {
  const whole = sample('lfh__dependent-health-benefit-check.271')
  const at = (id: string, first?: string) =>
    whole.findIndex(one => one.id === id && (first === undefined || one.elements[0] === first))
  const change = (place: number, element: number, value: string) => {
    const elements = [...whole[place]!.elements]
    while (elements.length < element) elements.push('')
    elements[element - 1] = value
    return whole.with(place, { ...whole[place]!, elements })
  }

  it('is read as a tree: source, receiver, subscriber, dependent, benefits', () => {
    const { tree, faults } = checkSet(eligibilityAnswer, whole)
    expect(faults).toEqual([])
    const receiver = tree.loop('2000A')!.loop('2000B')!
    expect(valueAt(receiver.loop('2100B')!.segment('NM1'), 9)).toBe('2000035')
    const person = receiver.loop('2000C')!.loop('2000D')!.loop('2100D')!
    expect(valueAt(person.segment('INS'), 2)).toBe('19')
    const benefits = person.loops('2110D')
    expect(benefits.map(one => valueAt(one.segment('EB'), 1))).toEqual(['1', 'L', '1', 'B', 'B'])
    expect(valuesAt(benefits[2]!.segment('EB'), 3)).toHaveLength(10)
    expect(valueAt(benefits[1]!.loop('2120D')!.segment('NM1'), 3)).toBe('JONES')
    expect(benefits.slice(3).map(one => valueAt(one.segment('EB'), 12))).toEqual(['Y', 'N'])
  })

  it.each([
    ['LS', 'related-entity-fence NM1-'],
    ['LE', 'related-entity-fence LS-'],
    ['INS', null],
    ['TRN', null],
    ['SE', 'missing-segment ST-'],
  ])('without %s: %s', (id, fault) => {
    expect(told(whole.toSpliced(at(id), 1))).toEqual(fault ? [fault] : [])
  })

  it.each([
    ['EB', 1, 'Z', 'unknown-code EB-1'],
    ['EB', 3, '30^', 'missing-element EB-3'],
    ['EB', 3, '30^31', 'unknown-code EB-3'],
    ['EB', 6, '99', 'unknown-code EB-6'],
    ['EB', 7, '10.O0', 'wrong-number EB-7'],
    ['EB', 9, 'VS', 'syntax-note EB-10'],
    ['EB', 10, '3', 'syntax-note EB-9'],
    ['EB', 11, 'X', 'unknown-code EB-11'],
    ['EB', 13, 'XX:G0108', 'unknown-code EB-13'],
    ['EB', 13, 'HC:G0108', 'benefit-measured-twice EB-13'],
    ['EB', 14, '1:2:3:4:5', 'too-many-components EB-14'],
    ['INS', 2, '18', 'unknown-code INS-2'],
    ['DMG', 2, '19630532', 'wrong-date DMG-2'],
    ['TRN', 3, '98772812', 'too-short TRN-3'],
  ] as const)('%s%i %s: %s', (id, element, value, fault) => {
    expect(told(change(at(id), element, value))).toContain(fault)
  })

  it('has an answer for the patient: a benefit, or a refusal there or above', () => {
    const first = at('EB')
    const bare = whole.toSpliced(first, whole.length - 1 - first)
    expect(told(bare)).toEqual(['answer-missing HL-4'])
    const refusal = { ...whole[0]!, id: 'AAA', elements: ['N', '', '75', 'C'] }
    expect(told(bare.toSpliced(at('NM1', 'IL') + 3, 0, refusal))).toEqual([])
    expect(told(bare.toSpliced(at('DMG'), 0, { ...refusal, elements: ['N', '', '99', 'C'] }))).toContain(
      'unknown-code AAA-3',
    )
  })
})
