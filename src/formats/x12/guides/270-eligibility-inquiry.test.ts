import { describe, expect, it } from 'vitest'
import type { Fault, Segment } from '../segment.ts'
import { eligibilityInquiry } from './270-eligibility-inquiry.ts'
import { buildSet } from './build.ts'
import { checkSet } from './check.ts'
import { delimiters, dependent, everything, inquiry, minimal } from './inquiry.fixture.ts'

const text = (segments: readonly Segment[]) => segments.map(one => [one.id, ...one.elements].join('*'))
const renumber = (segments: readonly Segment[]) => segments.map((one, index) => ({ ...one, index }))
const told = (faults: readonly Fault[]) =>
  faults.map(({ code, place }) => `${code} ${place.segment} ${place.id}${place.element ? `-${place.element}` : ''}`)
const check = (segments: readonly Segment[]) => checkSet(eligibilityInquiry, renumber(segments)).faults

describe('a 270 that is written', () => {
  it('asks for a subscriber with the least that can be said', () => {
    const { segments, faults } = inquiry([minimal])
    expect(faults).toEqual([])
    expect(text(segments)).toEqual([
      'ST*270*0001*005010X279A1',
      'BHT*0022*13*A1*20261124*1507',
      'HL*1**20*1',
      'NM1*PR*2*FICTION HEALTH*****PI*FH001',
      'HL*2*1*21*1',
      'NM1*1P*2*ANYTOWN CLINIC*****XX*1234567893',
      'HL*3*2*22*0',
      'NM1*IL*1*SAMPLE*PAT****MI*FH123',
      'EQ*30',
      'SE*10*0001',
    ])
  })

  it('chains a dependent below its subscriber, and a second subscriber below the receiver', () => {
    const { segments, faults } = inquiry([dependent, minimal])
    expect(faults).toEqual([])
    expect(text(segments.filter(one => one.id === 'HL'))).toEqual([
      'HL*1**20*1',
      'HL*2*1*21*1',
      'HL*3*2*22*1',
      'HL*4*3*23*0',
      'HL*5*2*22*0',
    ])
    expect(text(segments)).toContain('EQ*30^98^35')
  })

  it('holds everything the guide lets stand', () => {
    const receiver = [
      ['REF', 'TJ', '123456789'],
      ['PRV', 'BI', 'PXC', '207Q00000X'],
      ['N4', 'ANYTOWN', 'NY', '12345'],
      ['N3', '1 MAIN ST'],
    ] as const
    const { segments, faults } = inquiry([everything], [...receiver])
    expect(faults).toEqual([])
    const names = segments.map(one => one.id).join(' ')
    expect(names).toContain(
      'NM1 REF N3 N4 PRV HL TRN TRN NM1 REF REF N3 N4 PRV DMG INS HI DTP EQ AMT AMT III REF DTP EQ SE',
    )
  })

  it('hands its segments to the interchange writer without ST and SE, elements not yet joined', () => {
    const { set } = inquiry([dependent])
    expect([set.id, set.control, set.segments[0]!.id, set.segments.at(-1)!.id]).toEqual(['270', '0001', 'BHT', 'EQ'])
    expect(set.segments.at(-1)!.elements).toEqual([{ repeat: ['30', '98', '35'] }])
  })

  it('tells a value that would break the file, and writes it without harm', () => {
    const draft = { segments: [['NM1', 'IL', '1', 'SAM*PLE\n', '', '', '', '', 'MI', 'FH1~23']] } as const
    const { segments, faults } = inquiry([{ segments: [], loops: { '2100C': [draft] } }])
    expect(told(faults)).toContain('delimiter-in-value 7 NM1-3')
    expect(told(faults)).toContain('delimiter-in-value 7 NM1-9')
    expect(text(segments)[7]).toBe('NM1*IL*1*SAM PLE ******MI*FH1 23'.replace('******', '*****'))
  })

  it('refuses delimiters without repetition where something is repeated', () => {
    const draft = { segments: [['BHT', { repeat: ['1', '2'] }]] } as const
    const options = { control: '0001', delimiters: { ...delimiters, repetition: null } }
    expect(() => buildSet(eligibilityInquiry, draft, options)).toThrow(/repetition/)
  })
})

describe('a 270 with a fault', () => {
  const whole = inquiry([everything, dependent]).segments
  const one = (find: string) => text(whole).findIndex(line => line.startsWith(find))
  const change = (at: number, ...elements: string[]) => whole.with(at, { ...whole[at]!, elements })

  it('is whole to begin with', () => expect(check(whole)).toEqual([]))

  it.each([
    ['ST', 'missing-segment 0 BHT'],
    ['BHT', 'missing-segment 0 ST'],
    ['HL*1', 'missing-segment 2 NM1'],
    ['NM1*PR', 'missing-loop 2 HL'],
    ['HL*2', 'too-many-loops 4 NM1'],
    ['NM1*1P', 'missing-loop 4 HL'],
    ['HL*3', 'missing-segment 6 TRN'],
    ['NM1*IL*1*O', 'missing-segment 9 REF'],
    ['HL*4', 'too-many-loops 26 NM1'],
    ['HL*5', 'segment-order 28 TRN'],
    ['NM1*03', 'missing-segment 30 DMG'],
    ['EQ*30^98^35', 'missing-loop 30 NM1'],
    ['SE', 'missing-segment 0 ST'],
  ])('without %s: %s', (find, fault) => {
    const at = one(find)
    expect(at).toBeGreaterThanOrEqual(0)
    const faults = told(check(whole.toSpliced(at, 1)))
    expect(faults.map(line => line.replace(/-\d+$/, ''))).toContain(fault)
  })

  it('is none where what may be left out is left out', () => {
    for (const find of [
      'TRN*1*V-2002',
      'REF*6P',
      'N3',
      'PRV',
      'DMG*D8*1980',
      'INS*Y',
      'DTP*291*RD8',
      'AMT*PB',
      'III',
      'REF*9F',
    ])
      expect(check(whole.toSpliced(one(find), 1)), find).toEqual([])
  })

  it.each([
    ['BHT', 'too-many-segments'],
    ['NM1*PR', 'too-many-loops'],
    ['NM1*1P', 'too-many-loops'],
    ['NM1*IL*1*O', 'too-many-loops'],
    ['N3', 'too-many-segments'],
    ['N4', 'too-many-segments'],
    ['PRV', 'too-many-segments'],
    ['DMG', 'too-many-segments'],
    ['INS', 'too-many-segments'],
    ['HI', 'too-many-segments'],
    ['AMT*R', 'too-many-segments'],
    ['III', 'too-many-segments'],
    ['REF*9F', 'too-many-segments'],
    ['DTP*291*D8', 'too-many-segments'],
    ['HL*3', 'level-number'],
    ['NM1*03', 'too-many-loops'],
  ])('with %s twice: %s at the second', (find, code) => {
    const at = one(find)
    const faults = told(check(whole.toSpliced(at, 0, whole[at]!)))
    expect(faults.some(line => line.startsWith(`${code} ${at + 1} `))).toBe(true)
  })

  it('is told where two segments that have an order are swapped', () => {
    const free = new Set(['REF REF', 'TRN TRN', 'AMT AMT', 'DTP EQ'])
    for (let at = 1; at < whole.length - 1; at++) {
      const pair = [whole[at]!, whole[at + 1]!]
      if (free.has(pair.map(segment => segment.id).join(' '))) continue
      const faults = check(whole.toSpliced(at, 2, ...pair.reverse()))
      const near = faults.filter(fault => Math.abs(fault.place.segment - at) <= 2)
      expect(near.length, `${whole[at]!.id} ${whole[at + 1]!.id}`).toBeGreaterThan(0)
    }
  })

  it('is told at the element, for every element that is too long', () => {
    const expected = /^(too-long|unknown-code|unknown-qualifier|wrong-\w+|missing-element|level-\w+)$/
    whole.forEach((segment, at) => {
      segment.elements.forEach((value, element) => {
        if (value === '') return
        const long = segment.elements.with(element, '9'.repeat(300))
        const here = check(whole.with(at, { ...segment, elements: long })).filter(
          ({ place }) => place.segment === at && place.element === element + 1,
        )
        expect(
          here.some(fault => expected.test(fault.code)),
          `${segment.id}${element + 1}`,
        ).toBe(true)
      })
    })
  })

  it('is told at the element, for every element that must stand and does not', () => {
    whole.forEach((segment, at) => {
      segment.elements.forEach((value, element) => {
        if (value === '' || (segment.id === 'NM1' && element > 1) || element > 0) return
        const faults = check(whole.with(at, { ...segment, elements: segment.elements.with(element, '') }))
        const near = faults.filter(({ place }) => Math.abs(place.segment - at) <= 1)
        expect(near.length, `${segment.id}${element + 1}`).toBeGreaterThan(0)
      })
    })
  })

  it.each([
    [['DMG*D8*1980', 'D8', '19810229', 'F'], 'wrong-date -2'],
    [['DMG*D8*1980', '', '19800229', 'F'], 'syntax-note -1'],
    [['DTP*291*RD8', '291', 'RD8', '20261130-20261125'], 'wrong-date -3'],
    [['DTP*291*RD8', '291', 'RD8', '20261130'], 'wrong-date -3'],
    [['NM1*1P', '1P', '2', 'CLINIC', '', '', '', '', 'XX', '1234567890'], 'npi -9'],
    [['NM1*1P', '1P', '2', 'CLINIC', 'JO', '', '', '', 'XX', '1234567893'], 'organisation-name -4'],
    [['N4*ANYTOWN', 'ANYTOWN', 'ZZ', '12345'], 'place -2'],
    [['N4*ANYTOWN', 'ANYTOWN', 'NY', '1234'], 'place -3'],
    [['N4*ANYTOWN', 'ANYTOWN', 'NY', '12345', '', '', '', 'X'], 'syntax-note -4'],
    [['REF*SY', 'SY', '900-00-0001'], 'social-security-number -2'],
    [['TRN*1*V-2001', '1', 'V', 'ANTEROOM12'], 'trace-entity -3'],
    [['TRN*1*V-2001', '1', 'V', '9ANTEROOM'], 'too-short -3'],
    [['EQ*30^98*', '30^^98'], 'missing-element -1'],
    [['EQ*30^98*', '', '', 'FAM'], 'syntax-note -1'],
    [['EQ*30^98*', '30', '', 'FAM', '', '1:3'], 'diagnosis-pointer -5'],
    [['EQ*', '30', 'HC:G0108:25:25:25:25::X'], 'not-used -2'],
    [['EQ*', '30', 'HC'], 'missing-element -2'],
    [['EQ*', '30', 'HC:G0108:2'], 'too-short -2'],
    [['EQ*', '31'], 'unknown-code -1'],
    [['EQ*', '30', '', 'FAM', 'HM'], 'not-used -4'],
    [['EQ*', '30', ''], 'trailing-elements -2'],
    [['EQ*', '30', '', '', '', '', 'X'], 'too-many-elements -6'],
    [['BHT', '0022', '13', '', '20261124', '1507'], 'submitter-reference -3'],
    [['NM1*IL*1*O', 'IL', '1', 'SAMPLE', '', '', '', '', 'MI', 'FH123'], 'patient-name -4'],
    [['NM1*03', '03', '1', '', 'KIM'], 'patient-name -3'],
    [['NM1*IL*1*SAMPLE', 'IL', '1'], 'person-not-findable -9'],
    [['REF*SY', '6P', 'X'], 'reference-twice -1'],
    [['AMT*R', 'PB', '1'], 'spend-down -1'],
    [['III', 'ZZ', '00'], 'unknown-code -2'],
    [['NM1*PR', 'PR:X', '2', 'FH', '', '', '', '', 'PI', '1'], 'too-many-components -1'],
    [['NM1*PR', 'PR', '2', 'FH ', '', '', '', '', 'PI', '1'], 'padded -3'],
    [['NM1*PR', 'PR', '2', 'F\u00c9E', '', '', '', '', 'PI', '1'], 'wrong-character -3'],
    [['AMT*R', 'R', '1,50'], 'wrong-number -2'],
    [['BHT', '0022', '13', 'A', '20261124', '2460'], 'wrong-date -5'],
    [['BHT', '0022', '13', 'A^B', '20261124', '1507'], 'too-many-repetitions -3'],
    [['HL*2', '2', '9', '21', '1'], 'level-parent -2'],
    [['HL*2', '7', '1', '21', '1'], 'level-number -1'],
    [['HL*3', '3', '2', '22', '1'], 'level-children -4'],
    [['HL*2', '2', '1', '29', '1'], 'unknown-code -3'],
  ] as const)('%s: %s', ([find, ...elements], fault) => {
    const at = one(find)
    const [code, element] = fault.split(' ')
    expect(told(check(change(at, ...elements)))).toContain(`${code} ${at} ${whole[at]!.id}${element}`)
  })

  it('is told where the subscriber is the patient and nothing is asked', () => {
    const { faults } = inquiry([
      { ...minimal, loops: { '2100C': [{ segments: minimal.loops!['2100C']![0]!.segments }] } },
    ])
    expect(told(faults)).toEqual(['inquiry-missing 6 HL-4'])
  })
})
