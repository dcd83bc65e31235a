import { describe, expect, it } from 'vitest'
import { reasonsAgainst } from './envelope.ts'
import { latin1Bytes } from './latin1.ts'
import { checkFile } from './read-sets.ts'
import { guideVersion } from './version.ts'

const isa = 'ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          *261124*1507*^*00501*000000001*0*T*:~'
const gs = 'GS*HS*CLINIC*PAYER*20261124*1507*7*X*005010X279A1~'
const levels = 'HL*1**20*1~HL*2*1*21*1~HL*3*2*22*0~'
const setOf = (control: string) => `ST*270*${control}*005010X279A1~BHT*0022*13*A1~${levels}SE*6*${control}~`
const whole = `${isa}${gs}${setOf('0001')}${setOf('0002')}GE*2*7~IEA*1*000000001~`

function look(text: string) {
  const check = checkFile([latin1Bytes(text)])
  return {
    told: check.faults.map(({ level, code, place }) => `${level} ${code} ${place.id}${place.element ?? ''}`),
    usable: check.sets.map(set => reasonsAgainst(set, check.fileFaults).length === 0),
    check,
  }
}

describe('an envelope', () => {
  it('that is sound has no fault, and tells whose it is', () => {
    const { told, usable, check } = look(whole)
    expect([told, usable]).toEqual([[], [true, true]])
    expect(check.sets[1]).toMatchObject({
      id: '270',
      control: '0002',
      version: '005010X279A1',
      segments: 6,
      from: { segment: 8, at: whole.indexOf('ST*270*0002') },
      group: {
        functionalId: 'HS',
        control: '7',
        interchange: { control: '000000001', usage: 'T', sender: { id: 'CLINIC' } },
      },
    })
  })

  it.each<[string, string, string[], boolean[]]>([
    ['SE01', whole.replace('SE*6*0001', 'SE*5*0001'), ['transaction segment-count SE1'], [false, true]],
    [
      'SE01 that is no number',
      whole.replace('SE*6*0001', 'SE*six*0001'),
      ['transaction segment-count SE1'],
      [false, true],
    ],
    ['SE02', whole.replace('SE*6*0001', 'SE*6*0009'), ['transaction set-control-differs SE2'], [false, true]],
    ['ST02 used twice', whole.replaceAll('0002', '0001'), ['transaction set-control-repeated ST2'], [true, false]],
    ['ST03', whole.replace('005010X279A1~BHT', '005010X212~BHT'), ['transaction version-differs ST3'], [false, true]],
    ['GE01', whole.replace('GE*2', 'GE*3'), ['group set-count GE1'], [false, false]],
    ['GE02', whole.replace('GE*2*7', 'GE*2*8'), ['group group-control-differs GE2'], [false, false]],
    ['GE02 with zeros', whole.replace('GE*2*7', 'GE*2*007'), ['note control-number-zeros GE2'], [true, true]],
    ['IEA01', whole.replace('IEA*1', 'IEA*2'), ['interchange group-count IEA1'], [false, false]],
    [
      'IEA02',
      whole.replace('IEA*1*000000001', 'IEA*1*000000002'),
      ['interchange interchange-control-differs IEA2'],
      [false, false],
    ],
    ['no SE', whole.replace('SE*6*0001~', ''), ['transaction missing-se ST'], [false, true]],
    ['no GE', whole.replace('GE*2*7~', ''), ['group missing-ge IEA'], [false, false]],
    ['no IEA', whole.slice(0, whole.indexOf('IEA')), ['file cut-off GE'], [false, false]],
    [
      'no IEA before the next ISA',
      whole.slice(0, whole.indexOf('IEA')) + whole,
      ['interchange missing-iea ISA'],
      [false, false, true, true],
    ],
    [
      'a segment between sets',
      whole.replace('ST*270*0002', 'REF*X*Y~ST*270*0002'),
      ['group outside-set REF'],
      [false, false],
    ],
    [
      'a set outside a group',
      `${isa}${setOf('0001')}IEA*0*000000001~`,
      ['interchange outside-set ST', 'interchange closes-nothing SE'],
      [],
    ],
    ['a second SE', whole.replace('SE*6*0001~', 'SE*6*0001~SE*6*0001~'), ['group closes-nothing SE'], [false, false]],
    [
      'the functional id',
      whole.replace('GS*HS', 'GS*HB'),
      ['note functional-id ST1', 'note functional-id ST1'],
      [true, true],
    ],
    ['ISA09', whole.replace('*261124*', '*261324*'), ['note date ISA9'], [true, true]],
    [
      'ISA13 with letters',
      whole.replaceAll('000000001', '00000000A'),
      ['note control-number-form ISA13'],
      [true, true],
    ],
    ['a level out of order', whole.replace('HL*3*2', 'HL*4*2'), ['transaction level-number HL1'], [false, true]],
    [
      'a level under none',
      whole.replace('HL*3*2', 'HL*3*9'),
      ['transaction level-parent HL2', 'note level-children HL4'],
      [false, true],
    ],
    [
      'a level under itself',
      whole.replace('HL*3*2', 'HL*3*3'),
      ['transaction level-parent HL2', 'note level-children HL4'],
      [false, true],
    ],
    ['a false HL04', whole.replace('HL*3*2*22*0', 'HL*3*2*22*1'), ['note level-children HL4'], [true, true]],
    ['an id of no segment', whole.replace('BHT*', 'B?*'), ['transaction segment-id B?'], [false, true]],
  ])('tells %s, and what it makes unusable', (_, text, told, usable) => {
    const came = look(text)
    expect([came.told, came.usable]).toEqual([told, usable])
  })

  it('that cannot be read leaves the one before it usable', () => {
    const broken = whole.replace('*0*T*', '*0*T')
    const { told, usable } = look(whole + broken)
    expect(told[0]).toBe('interchange isa-unreadable ISA')
    expect(usable).toEqual([true, true, false, false])
  })

  it('lets a TA1 stand between ISA and GS', () => {
    expect(look(whole.replace('GS*', 'TA1*000000009*261124*1507*A*000~GS*')).told).toEqual([])
  })

  it('gives what was said and what was found, with the place in bytes', () => {
    const text = whole.replace('SE*6*0001', 'SE*25*0001')
    expect(look(text).check.faults[0]).toEqual({
      code: 'segment-count',
      level: 'transaction',
      place: { segment: 7, id: 'SE', at: text.indexOf('SE*25'), element: 1 },
      facts: { said: '25', found: '6' },
    })
  })

  it('tells of a million segments astray once, and keeps a thousand faults at most', () => {
    expect(look(`${isa}${'REF*X~'.repeat(20_000)}IEA*0*000000001~`).told).toEqual(['interchange outside-set REF'])
    const { check } = look(`${isa}${gs}${'ST*270*0001~SE*9*0001~'.repeat(3000)}GE*3000*7~IEA*1*000000001~`)
    expect([check.faults.length, check.faultsLeftOut, check.sets.length]).toEqual([1000, 4999, 3000])
  })

  it('bounds what it remembers of sets and levels', () => {
    const sets = 'ST*270*0001~SE*2*0001~'.repeat(100_001)
    expect(look(`${isa}${gs}${sets}GE*100001*7~IEA*1*000000001~`).check.fileFaults.map(one => one.code)).toEqual([
      'too-many-sets',
    ])
    const deep = Array.from({ length: 100_002 }, (_, n) => `HL*${n + 1}**20~`).join('')
    const text = `${isa}${gs}ST*270*0001~${deep}SE*100004*0001~GE*1*7~IEA*1*000000001~`
    expect(look(text).told).toEqual(['transaction too-many-levels HL1'])
  })

  it('reads a guide named without its addendum as the one in force', () => {
    const versions = [
      '005010X222',
      '005010X221',
      '005010X279 ',
      '005010X223',
      '005010X212',
      '005010X222A2',
      '004010X098A1',
    ]
    expect(versions.map(guideVersion)).toEqual([
      '005010X222A1',
      '005010X221A1',
      '005010X279A1',
      '005010X223A2',
      '005010X212',
      '005010X222A2',
      '004010X098A1',
    ])
    const bare = whole.replace('X*005010X279A1', 'X*005010X279').replaceAll('*0001*005010X279A1', '*0001')
    expect(look(bare).told).toEqual([])
    expect(look(bare).check.sets.map(set => set.version)).toEqual(['005010X279A1', '005010X279A1'])
  })
})
