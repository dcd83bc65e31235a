import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from './character-set.ts'
import { componentsOf, repetitionsOf } from './element.ts'
import { latin1Bytes } from './latin1.ts'
import { checkFile, setsOf } from './read-sets.ts'
import { type InterchangeToWrite, writeInterchange } from './write-envelope.ts'
import { type SegmentToWrite, usualDelimiters, writeSegments } from './write-segments.ts'

const interchange = (segments: SegmentToWrite[], over: Partial<InterchangeToWrite> = {}): InterchangeToWrite => ({
  sender: { qualifier: 'ZZ', id: 'CLINIC' },
  receiver: { qualifier: 'ZZ', id: 'PAYER' },
  day: '2026-11-24',
  time: '15:07',
  control: 42,
  usage: 'test',
  groups: [
    {
      functionalId: 'HS',
      sender: 'CLINIC',
      receiver: 'PAYER',
      control: 7,
      version: '005010X279A1',
      sets: [
        { id: '270', control: '0001', segments },
        { id: '270', control: '0002', segments },
      ],
    },
  ],
  ...over,
})

describe('segments', () => {
  it('are written without empty ends, with components and repetitions', () => {
    const written = writeSegments([
      { id: 'NM1', elements: ['IL', '1', 'DOE', 'JANE', '', null, ''] },
      { id: 'SV1', elements: [['HC', 'G0438', '', '25', ''], '125.5', null, '1'] },
      { id: 'EQ', elements: [{ repeat: ['1', '33', ''] }] },
      { id: 'III', elements: [['', '']] },
    ])
    expect(written).toEqual({ ok: true, text: 'NM1*IL*1*DOE*JANE~SV1*HC:G0438::25*125.5**1~EQ*1^33~III~' })
  })

  it('are refused with the place of every value that cannot stand', () => {
    const written = writeSegments([
      { id: 'NM1', elements: ['IL', '1', 'DOE*ROE', 'JOSÉ'] },
      { id: 'SV1', elements: [['HC', 'A~B']] },
      { id: 'EQ', elements: [{ repeat: ['1', ['A', 'B\n']] }] },
    ])
    expect(written.ok).toBe(false)
    expect(written.ok || written.faults.map(one => [one.code, one.place])).toEqual([
      ['delimiter-in-value', { segment: 0, id: 'NM1', at: 0, element: 3 }],
      ['character', { segment: 0, id: 'NM1', at: 0, element: 4 }],
      ['delimiter-in-value', { segment: 1, id: 'SV1', at: 22, element: 1, component: 2 }],
      ['character', { segment: 2, id: 'EQ', at: 33, element: 1, repetition: 2, component: 2 }],
    ])
  })

  it('keep to the basic set where that was agreed, and repeat only where there is a sign for it', () => {
    expect(writeSegments([{ id: 'REF', elements: ['abc'] }], { characters: 'basic' })).toMatchObject({
      faults: [{ code: 'character' }],
    })
    const old = { ...usualDelimiters, repetition: null }
    const written = writeSegments([{ id: 'EQ', elements: [{ repeat: ['1', '2'] }] }], { delimiters: old })
    expect(written).toMatchObject({ faults: [{ code: 'repetition-not-agreed' }] })
  })

  it('hold a program to its own part', () => {
    expect(() => writeSegments([{ id: 'nm1', elements: [] }])).toThrow(RangeError)
    for (const terminator of ['*', 'A', '', '~~', ' ', 'é']) {
      expect(() => writeSegments([], { delimiters: { ...usualDelimiters, terminator } })).toThrow(RangeError)
    }
  })
})

describe('names', () => {
  it('are brought into the set, or refused where that would be guessing', () => {
    const names = ['José Núñez', 'O’Neil', 'Weiß', 'Łukasz Ørsted', 'A*B:C^D~E', '  two   blanks ', '李', 'Ivan Ж']
    expect(names.map(name => plainText(name, usualDelimiters))).toEqual([
      'Jose Nunez',
      "O'Neil",
      'Weiss',
      'Lukasz Orsted',
      'A B C D E',
      'two blanks',
      null,
      null,
    ])
    expect(plainText('José @ Home', usualDelimiters, 'basic')).toBe(null)
    expect(plainText('José', usualDelimiters, 'basic')).toBe('JOSE')
  })
})

describe('an interchange', () => {
  it('has an ISA of 106 signs and right counts', () => {
    const written = writeInterchange(interchange([{ id: 'BHT', elements: ['0022', '13'] }]), { lineEnd: '\r\n' })
    expect(written.ok && written.text.split('\r\n')).toEqual([
      'ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          *261124*1507*^*00501*000000042*0*T*:~',
      'GS*HS*CLINIC*PAYER*20261124*1507*7*X*005010X279A1~',
      'ST*270*0001*005010X279A1~',
      'BHT*0022*13~',
      'SE*3*0001~',
      'ST*270*0002*005010X279A1~',
      'BHT*0022*13~',
      'SE*3*0002~',
      'GE*2*7~',
      'IEA*1*000000042~',
      '',
    ])
  })

  it('is refused with the place in the whole of it', () => {
    const long = writeInterchange(interchange([], { sender: { qualifier: 'ZZ', id: 'A'.repeat(16) } }))
    expect(long).toMatchObject({ faults: [{ code: 'too-long', place: { id: 'ISA', element: 6 } }] })
    const ahead = `${' '.repeat(106)}GS*HS*CLINIC*PAYER*20261124*1507*7*X*005010X279A1~ST*270*0001*005010X279A1~`
    const star = writeInterchange(interchange([{ id: 'NM1', elements: ['*'] }]))
    expect(star.ok || star.faults[0]?.place).toEqual({ segment: 3, id: 'NM1', at: ahead.length, element: 1 })
  })

  it('holds a program to its own part', () => {
    const twice = interchange([])
    twice.groups = [{ ...twice.groups[0]!, sets: [twice.groups[0]!.sets[0]!, twice.groups[0]!.sets[0]!] }]
    const wrong = [
      interchange([], { control: 0 }),
      interchange([], { control: 1e9 }),
      interchange([], { day: '24.11.2026' }),
      twice,
    ]
    for (const one of wrong) expect(() => writeInterchange(one)).toThrow(RangeError)
  })

  it('is read back as it was meant, whatever the delimiters and values', () => {
    const signs = fc.uniqueArray(fc.constantFrom(...'*:^~|>!{}\\<\n\r\u001c\u001d\u001e\u001f'), {
      minLength: 4,
      maxLength: 4,
    })
    const value = fc.stringMatching(/^[A-Za-z0-9 .@#]{0,12}$/)
    const components = fc.array(value, { minLength: 1, maxLength: 4 })
    const segment = fc.record({
      id: fc.constantFrom('REF', 'NM1', 'EB', 'SV1'),
      elements: fc.array(
        fc.oneof(value, components, fc.record({ repeat: fc.array(fc.oneof(value, components), { maxLength: 3 }) })),
        { maxLength: 8 },
      ),
    })
    const lineEnd = fc.constantFrom('' as const, '\n' as const, '\r\n' as const)
    fc.assert(
      fc.property(signs, fc.array(segment, { maxLength: 12 }), lineEnd, (four, segments, lineEnd) => {
        const [element, component, repetition, terminator] = four as [string, string, string, string]
        fc.pre(element !== '\n' && element !== '\r' && !/[\r\n]/.test(component + repetition))
        const delimiters = { element, component, repetition, terminator }
        const written = writeInterchange(interchange(segments), { delimiters, lineEnd })
        if (!written.ok) throw new Error(JSON.stringify(written.faults))
        const bytes = latin1Bytes(written.text)
        const check = checkFile([bytes])
        expect(check.faults.filter(one => one.code !== 'space-before-terminator')).toEqual([])
        const [first] = setsOf(bytes, check)
        const read = first!.segments.slice(1, -1)
        expect(read.map(one => one.id)).toEqual(segments.map(one => one.id))
        const flat = (values: string[]) => values.join('¦').replace(/¦+$/, '')
        for (const [n, { elements }] of segments.entries()) {
          const meant = elements.map(one => {
            const repeated = typeof one === 'string' ? [one] : 'repeat' in one ? one.repeat : [one]
            return flat(repeated.map(each => flat([each].flat()).replaceAll('¦', '§')))
          })
          const came = read[n]!.elements.map(one =>
            flat(repetitionsOf(one, delimiters).map(each => flat(componentsOf(each, delimiters)).replaceAll('¦', '§'))),
          )
          expect(flat(came.map(one => one.replaceAll('¦', '¶')))).toEqual(
            flat(meant.map(one => one.replaceAll('¦', '¶'))),
          )
        }
      }),
      { numRuns: 300, seed: 5 },
    )
  })
})
