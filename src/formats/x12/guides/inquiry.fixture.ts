import type { Delimiters } from '../segment.ts'
import { eligibilityInquiry } from './270-eligibility-inquiry.ts'
import { type Built, buildSet, type Draft, type DraftSegment } from './build.ts'

export const delimiters: Delimiters = { element: '*', component: ':', repetition: '^', terminator: '~' }

/** An inquiry with these subscribers, its other parts as plain as can be. */
export function inquiry(subscribers: Draft[], receiver: DraftSegment[] = []): Built {
  const asks: Draft = {
    segments: [],
    loops: {
      '2100B': [{ segments: [['NM1', '1P', '2', 'ANYTOWN CLINIC', '', '', '', '', 'XX', '1234567893'], ...receiver] }],
      '2000C': subscribers,
    },
  }
  const source: Draft = {
    segments: [],
    loops: {
      '2100A': [{ segments: [['NM1', 'PR', '2', 'FICTION HEALTH', '', '', '', '', 'PI', 'FH001']] }],
      '2000B': [asks],
    },
  }
  const draft: Draft = {
    segments: [['BHT', '0022', '13', 'A1', '20261124', '1507']],
    loops: { '2000A': [source] },
  }
  return buildSet(eligibilityInquiry, draft, { control: '0001', delimiters })
}

const trace: DraftSegment = ['TRN', '1', 'V-2001', '9ANTEROOM1', 'DESK']

/** The least that can be asked: one subscriber, by number and name, for what the plan covers. */
export const minimal: Draft = {
  segments: [],
  loops: {
    '2100C': [
      {
        segments: [['NM1', 'IL', '1', 'SAMPLE', 'PAT', '', '', '', 'MI', 'FH123']],
        loops: { '2110C': [{ segments: [['EQ', '30']] }] },
      },
    ],
  },
}

/** A dependent of a subscriber. */
export const dependent: Draft = {
  segments: [],
  loops: {
    '2100C': [{ segments: [['NM1', 'IL', '1', 'SAMPLE', 'PAT', '', '', '', 'MI', 'FH123']] }],
    '2000D': [
      {
        segments: [trace],
        loops: {
          '2100D': [
            {
              segments: [
                ['NM1', '03', '1', 'SAMPLE', 'KIM', 'Q', '', 'JR'],
                ['DMG', 'D8', '20150228', 'F'],
                ['INS', 'N', '19'],
                ['DTP', '291', 'D8', '20261125'],
              ],
              loops: { '2110D': [{ segments: [['EQ', { repeat: ['30', '98', '35'] }]] }] },
            },
          ],
        },
      },
    ],
  },
}

/** A subscriber with everything the guide lets stand. */
export const everything: Draft = {
  segments: [trace, ['TRN', '1', 'V-2002', '9ANTEROOM1']],
  loops: {
    '2100C': [
      {
        segments: [
          ['NM1', 'IL', '1', "O'SAMPLE-TEST", 'PAT', 'Q', '', 'III', 'MI', 'FH123'],
          ['REF', '6P', 'GROUP7'],
          ['REF', 'SY', '900000001'],
          ['N3', '1 MAIN ST', 'APT 2'],
          ['N4', 'ANYTOWN', 'NY', '12345'],
          ['PRV', 'RF', 'PXC', '207Q00000X'],
          ['DMG', 'D8', '19800229', 'F'],
          ['INS', 'Y', '18', ...Array<string>(14).fill(''), '2'],
          ['HI', ['ABK', 'E119'], ['ABF', 'I10']],
          ['DTP', '291', 'RD8', '20261125-20261130'],
        ],
        loops: {
          '2110C': [
            {
              segments: [
                ['EQ', { repeat: ['30', '98'] }, '', 'FAM', '', ['1', '2']],
                ['AMT', 'R', '37.5'],
                ['AMT', 'PB', '120'],
                ['III', 'ZZ', '11'],
                ['REF', '9F', 'R-77'],
                ['DTP', '291', 'D8', '20261125'],
              ],
            },
            { segments: [['EQ', '', ['HC', 'G0108', '25']]] },
          ],
        },
      },
    ],
  },
}
