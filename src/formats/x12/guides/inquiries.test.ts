import { expect, it } from 'vitest'
import type { Draft, DraftSegment } from './build.ts'
import { codeLists } from './code-lists.ts'
import { inquiry } from './inquiry.fixture.ts'

const serviceTypes = codeLists['service-type']!.trim().split(/\s+/)
const names = [
  "O'SAMPLE",
  'VAN DER FICTION',
  'ST. EXAMPLE',
  'DOE-ROE',
  'X',
  'LI',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH',
]

it('a thousand inquiries, subscribers and dependents, odd names, every service type, are right by the guide', () => {
  let seed = 20261124
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * below)
  }
  const pick = <T>(from: readonly T[]): T => from[random(from.length)]!
  const day = (from: number, years: number) =>
    `${from + random(years)}${pick(['01', '06', '12'])}${pick(['01', '15', '28'])}`
  const asked = (n: number): Draft => {
    const types = [...new Set([serviceTypes[n % serviceTypes.length]!, pick(serviceTypes), pick(serviceTypes)])]
    const segments: DraftSegment[] = [['EQ', { repeat: types }]]
    if (random(4) === 0) segments.push(['III', 'ZZ', pick(['11', '22', '50'])])
    if (random(4) === 0) segments.push(['REF', pick(['9F', 'G1']), `R${n}`])
    return { segments }
  }
  const person = (n: number, level: 'C' | 'D'): Draft => {
    const number = level === 'C' ? ['MI', `FH${n}`] : []
    const segments: DraftSegment[] = [
      [
        'NM1',
        level === 'C' ? 'IL' : '03',
        '1',
        pick(names),
        pick(names).slice(0, 35),
        pick(['', 'Q']),
        '',
        pick(['', 'JR']),
        ...number,
      ],
      [
        'DTP',
        '291',
        ...pick([
          ['D8', '20261125'],
          ['RD8', '20261125-20261126'],
        ]),
      ],
    ]
    if (random(2)) segments.push(['DMG', 'D8', day(1930, 95), pick(['', 'F', 'M'])])
    if (random(3) === 0) segments.push(['REF', '6P', `G${n}`], ['REF', 'SY', '900000001'])
    if (random(3) === 0)
      segments.push(['N3', `${n} MAIN ST`], ['N4', 'ANYTOWN', pick(['NY', 'PR']), pick(['12345', '123456789'])])
    if (random(3) === 0) segments.push(['PRV', 'PE', 'PXC', '207Q00000X'])
    return { segments, loops: { [`2110${level}`]: [asked(n)] } }
  }
  for (let n = 0; n < 1000; n++) {
    const trace: DraftSegment[] = random(2) ? [['TRN', '1', `V-${n}`, '9ANTEROOM1']] : []
    const own: Draft = { segments: trace, loops: { '2100C': [person(n, 'C')] } }
    const subscriber: Draft = { segments: [], loops: { '2100C': [{ ...person(n, 'C'), loops: {} }] } }
    const family: Draft = {
      ...subscriber,
      loops: { ...subscriber.loops, '2000D': [{ segments: trace, loops: { '2100D': [person(n, 'D')] } }] },
    }
    const { segments, faults } = inquiry(random(2) ? [own] : [family])
    expect(faults, segments.map(one => [one.id, ...one.elements].join('*')).join('~')).toEqual([])
    expect(segments.at(-1)!.elements[0]).toBe(`${segments.length}`)
  }
})
