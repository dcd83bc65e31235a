import { describe, expect, it } from 'vitest'
import type { Segment } from '../segment.ts'
import { remittance } from './835-remittance.ts'
import { checkInterchangeAnswer } from './999-acknowledgement.ts'
import { checkSet, SetCheck } from './check.ts'
import { type Guide, type GuideItem, guideWords } from './guide.ts'
import { type LoopNode, valueAt, valuesAt } from './loop-node.ts'

const delimiters = { element: '*', component: ':', repetition: '^', terminator: '~' }

function written(...lines: string[]): Segment[] {
  return lines.map((line, index) => {
    const [id, ...elements] = line.split('*')
    return { id: id!, elements, index, at: index * 10, delimiters }
  })
}

const { segment, loop } = guideWords({ kind: 'A B' })
const small: Guide = {
  set: 'ZZZ',
  group: 'ZZ',
  versions: ['1'],
  rules: [],
  items: [
    segment('ST', 'R1', 'R R S'),
    segment('REF', 'S1', 'R!(1) R N N'),
    segment('REF', 'S2', 'R!(2) R N N'),
    loop('10', 'S2', [
      segment('N1', 'R1', 'R!(@kind) S S S N N'),
      segment('N3', 'R1', 'R S'),
      loop('11', 'R1', [segment('LX', 'R1', 'R'), segment('HSD', 'S1', 'S*8'), segment('DTM', 'S1', 'R S S S S S')]),
    ]),
    loop('20', 'S1', [segment('N1', 'R1', 'R!(C) R N N N N')]),
    segment('SE', 'R1', 'R R'),
  ],
}
const codes = (...lines: string[]) =>
  checkSet(small, written('ST*ZZZ*0001', ...lines, 'SE*9*0001')).faults.map(({ code, place, facts }) => {
    const what = facts.missing ?? facts.note ?? facts.loop ?? ''
    return `${code} ${place.segment}${place.element ? `-${place.element}` : ''} ${what}`.trim()
  })

describe('the walk through a set', () => {
  it('finds each segment its place by qualifier, the order of equals left free', () => {
    expect(
      codes('REF*2*x', 'REF*1*x', 'REF*2*y', 'N1*A*x', 'N3*x', 'LX*1', 'N1*B*x', 'N3*y', 'LX*1', 'N1*C*x'),
    ).toEqual([])
  })

  it('tells what is one too many', () => {
    expect(codes('REF*1*x', 'REF*1*y')).toEqual(['too-many-segments 2 ZZZ'])
    expect(codes(...Array(3).fill(['N1*A*x', 'N3*x', 'LX*1']).flat())).toEqual(['too-many-loops 7 10'])
  })

  it('tells what is missing at the segment that opened the loop', () => {
    expect(codes('N1*A*x', 'LX*1')).toEqual(['missing-segment 1 N3'])
    expect(codes('N1*A*x', 'N3*x')).toEqual(['missing-loop 1 11'])
    expect(checkSet(small, []).faults).toEqual([])
  })

  it('opens a required loop whose first segment is missing, and reads on in it', () => {
    const { tree, faults } = checkSet(small, written('ST*ZZZ*1', 'N1*A*x', 'N3*x', 'HSD*DY*3', 'SE*1*1'))
    expect(faults.map(one => `${one.code} ${one.facts.missing}`)).toContain('missing-segment LX')
    const inner = tree.loop('10')!.loop('11')!
    expect(inner.opener).toBeNull()
    expect(valueAt(inner.segment('HSD'), 2)).toBe('3')
  })

  it('keeps what is out of order, unknown by its qualifier or unknown', () => {
    expect(codes('N1*A*x', 'N3*x', 'LX*1', 'REF*1*x')).toEqual(['segment-order 4 ZZZ'])
    expect(codes('REF*9*x')).toEqual(['unknown-qualifier 1-1 ZZZ'])
    expect(codes('QQQ*x')).toEqual(['unexpected-segment 1 ZZZ'])
  })

  it('reads the standard’s own notes', () => {
    const note = (hsd: string) => codes('N1*A*x', 'N3*x', 'LX*1', hsd)
    expect(note('HSD*DY')).toEqual(['syntax-note 4-2 P0102'])
    expect(note('HSD*DY*1****3')).toEqual(['syntax-note 4-5 C0605'])
    expect(note('HSD*DY*1**5*27*3')).toEqual([])
    expect(note('DTM*150')).toEqual(['syntax-note 4-2 R020305'])
    expect(codes('N1*A', 'N3*x', 'LX*1')).toEqual(['syntax-note 1-2 R0203'])
  })

  it('lets loops go as they become whole, and says so once each', () => {
    const gone: string[] = []
    const claim = (n: number) => [
      `CLP*P${n}*1*10*10**12*C${n}`,
      'NM1*QC*1*DOE',
      'SVC*HC:G0008*10*10',
      'DTM*472*20261124',
    ]
    const file = written(
      'ST*835*0001',
      'BPR*I*30*C*CHK************20261124',
      'TRN*1*77*1512345678',
      'N1*PR*FICTION HEALTH',
      'N3*1 MAIN ST',
      'N4*ANYTOWN*NY*12345',
      'PER*BL*DESK*TE*5555550100',
      'N1*PE*ANYTOWN CLINIC*XX*1234567893',
      'LX*1',
      ...[1, 2, 3].flatMap(claim),
      'SE*22*0001',
    )
    const told = (node: LoopNode) => gone.push(`${valueAt(node.opener!, 1)} ${node.loops('2110').length}`)
    const { tree, faults } = checkSet(remittance, file, { onLoop: { '2100': told } })
    expect(faults).toEqual([])
    expect(gone).toEqual(['P1 1', 'P2 1', 'P3 1'])
    expect(tree.loop('2000')!.children).toEqual([])
    expect(checkSet(remittance, file).tree.loop('2000')!.loops('2100')).toHaveLength(3)
  })

  it('takes segments one by one, and is whole when it is closed', () => {
    const check = new SetCheck(small)
    const file = written('ST*ZZZ*0001', 'N1*A*x', 'N3*x', 'LX*1', 'SE*5*0001')
    for (const one of file) check.push(one)
    expect(check.close()).toEqual(checkSet(small, file))
  })

  it('keeps a thousand faults and counts the rest, values cut short', () => {
    const file = written('ST*ZZZ*0001', ...Array<string>(1005).fill('QQQ*x'), `REF*1*${'x'.repeat(500)}`, 'SE*9*0001')
    const { faults, faultsLeftOut } = checkSet(small, file)
    expect([faults.length, faultsLeftOut]).toEqual([1000, 6])
    const long = checkSet(small, file.slice(1000)).faults.find(one => one.code === 'too-long')
    expect(long!.facts.value).toHaveLength(60)
  })

  it('hands each fault on as it is found where that is asked for', () => {
    const told: string[] = []
    const { faults } = checkSet(small, written('ST*ZZZ*0001', 'QQQ*x', 'SE*1*0001'), {
      onFault: one => told.push(one.code),
    })
    expect(faults).toEqual([])
    expect(told).toEqual(['unexpected-segment'])
  })
})

describe('asking a loop', () => {
  const { tree } = checkSet(small, written('ST*ZZZ*1', 'REF*2*x:y^z', 'N1*A*x', 'N3*x', 'LX*1', 'SE*1*1'))

  it('gives elements by number, component and repetition', () => {
    const found = tree.segment('REF', '2')
    expect([valueAt(found, 2), valueAt(found, 2, 1), valueAt(found, 2, 2), valueAt(found, 2, 1, 2)]).toEqual([
      'x:y',
      'x',
      'y',
      'z',
    ])
    expect(valuesAt(found, 2)).toEqual(['x:y', 'z'])
    expect([valueAt(found, 3), valueAt(found, 2, 1, 3), valueAt(undefined, 1), valuesAt(found, 4)]).toEqual([
      '',
      '',
      '',
      [],
    ])
    expect(tree.segment('REF', '1')).toBeUndefined()
    expect(tree.descendants('11')).toHaveLength(1)
  })

  it('throws where the guide knows no such thing: that is our slip', () => {
    expect(() => tree.loop('11')).toThrow('no loop 11')
    expect(() => tree.segment('LX')).toThrow('no segment LX')
  })
})

describe('a guide that contradicts the standard', () => {
  const guide =
    (...held: GuideItem[]) =>
    () =>
      checkSet({ ...small, items: [segment('ST', 'R1', 'R R S'), ...held] }, [])

  it('is refused as soon as it is used', () => {
    expect(guide(segment('QQQ', 'R1', 'R'))).toThrow('missing: QQQ')
    expect(guide(segment('LX', 'R1', 'R R'))).toThrow('fewer elements')
    expect(guide(segment('LX', 'R1', 'R{R}'))).toThrow('no composite')
    expect(guide(segment('LX', 'R1', 'R!'))).toThrow('no codes')
    expect(() => segment('LX', 'R', 'R')).toThrow('usage')
    expect(() => segment('LX', 'R1', 'X')).toThrow('cannot be read')
    expect(() => segment('LX', 'R1', 'R(@none)')).toThrow('@none')
  })
})

describe('TA1', () => {
  it('is looked at by itself', () => {
    expect(checkInterchangeAnswer(written('TA1*000000905*261124*1507*A*000')[0]!)).toEqual([])
    const faults = checkInterchangeAnswer(written('TA1*905*261324*1507*Q*099')[0]!)
    expect(faults.map(one => `${one.code} ${one.place.element}`)).toEqual([
      'too-short 1',
      'wrong-date 2',
      'unknown-code 4',
      'unknown-code 5',
    ])
  })
})
