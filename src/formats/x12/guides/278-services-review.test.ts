import { describe, expect, it } from 'vitest'
import { servicesReview } from './278-services-review.ts'
import { buildSet, type Draft } from './build.ts'
import { checkSet } from './check.ts'
import { delimiters } from './inquiry.fixture.ts'

/** A referral asked for or answered: the event with these segments, one service with these. */
function review(purpose: string, event: Draft['segments'], service: Draft['segments']) {
  const done: Draft = {
    segments: event,
    loops: {
      '2010EA': [
        {
          segments: [
            ['NM1', 'SJ', '1', 'SPECIALIST', 'SAM', '', '', '', 'XX', '1245319599'],
            ['PRV', 'PE', 'PXC', '207RC0000X'],
          ],
        },
      ],
      '2000F': [{ segments: service }],
    },
  }
  const patient: Draft = {
    segments: [],
    loops: {
      '2010C': [
        {
          segments: [
            ['NM1', 'IL', '1', 'SAMPLE', 'PAT', '', '', '', 'MI', 'FH123'],
            ['DMG', 'D8', '19800229', 'F'],
          ],
        },
      ],
      '2000E': [done],
    },
  }
  const requester: Draft = {
    segments: [],
    loops: {
      '2010B': [{ segments: [['NM1', '1P', '2', 'ANYTOWN CLINIC', '', '', '', '', 'XX', '1234567893']] }],
      '2000C': [patient],
    },
  }
  const reviewer: Draft = {
    segments: [],
    loops: {
      '2010A': [{ segments: [['NM1', 'X3', '2', 'FICTION HEALTH', '', '', '', '', 'PI', 'FH001']] }],
      '2000B': [requester],
    },
  }
  const draft: Draft = {
    segments: [['BHT', '0007', purpose, 'R1', '20261124', '1507']],
    loops: { '2000A': [reviewer] },
  }
  return buildSet(servicesReview, draft, { control: '0001', delimiters })
}

const asked: Draft['segments'] = [
  ['TRN', '1', 'V-2001', '9ANTEROOM1'],
  ['UM', 'SC', 'I', '3', ['11', 'B']],
  ['DTP', 'AAH', 'D8', '20261201'],
  ['HI', ['ABK', 'I10']],
]
const service: Draft['segments'] = [
  ['DTP', '472', 'RD8', '20261201-20270301'],
  ['SV1', ['HC', 'G0108'], '', 'UN', '3'],
]

describe('a 278', () => {
  it('asks for a referral', () => {
    const { segments, faults } = review('13', asked, service)
    expect(faults).toEqual([])
    expect(segments.filter(one => one.id === 'HL').map(one => one.elements.join('*'))).toEqual([
      '1**20*1',
      '2*1*21*1',
      '3*2*22*1',
      '4*3*EV*1',
      '5*4*SS*0',
    ])
  })

  it('answers with a decision, which a request does not hold', () => {
    const answer = review('11', [...asked, ['HCR', 'A1', 'AUTH778']], [...service, ['HCR', 'A6', 'AUTH778']])
    expect(answer.faults).toEqual([])
    const { tree } = checkSet(servicesReview, answer.segments)
    expect(tree.descendants('2000E')[0]!.segment('HCR')!.elements).toEqual(['A1', 'AUTH778'])
    expect(review('13', [...asked, ['HCR', 'A1', 'AUTH778']], service).faults.map(one => one.code)).toEqual([
      'answer-in-request',
    ])
  })

  it('answers with a refusal at the level that was not understood', () => {
    expect(review('11', [['AAA', 'N', '', '33', 'C']], []).faults).toEqual([])
    expect(review('11', [['AAA', 'N', '', '', 'C']], []).faults.map(one => one.code)).toEqual(['missing-element'])
  })
})
