import { type Guide, type GuideItem, guideWords } from './guide.ts'
import { npiRule, organisationNameRule } from './person-rules.ts'

const { segment, loop } = guideWords()
const nameChecks = [npiRule, organisationNameRule]
const reference = (code: string) => segment('REF', 'S1', `R!(${code}) R N N`)
const period = (use: string) => segment('DTP', use, 'R(472) R(D8 RD8) R')
const born = segment('DMG', 'S1', 'R(D8) R S(F M) N*8')

const asked = (letter: 'D' | 'E', use: string): GuideItem =>
  loop(`2200${letter}`, use, [
    segment('TRN', 'R1', 'R(1) R N N'),
    ...['1K', 'BLT', 'LU', '6P', 'EJ', 'XZ', 'D9'].map(reference),
    segment('AMT', 'S1', 'R(T3) R N'),
    period('S1'),
    loop(`2210${letter}`, 'S>1', [
      segment('SVC', 'R1', 'R{R(AD ER HC HP IV N4 NU WK) R S*4 N N} R N S N N R'),
      reference('FJ'),
      period('R1'),
    ]),
  ])

/** Claim status inquiry, 005010X212: what has become of these claims. */
export const statusInquiry: Guide = {
  set: '276',
  group: 'HR',
  versions: ['005010X212'],
  rules: [],
  items: [
    segment('ST', 'R1', 'R(276) R R(005010X212)'),
    segment('BHT', 'R1', 'R(0010) R(13) R R R N'),
    loop('2000A', 'R>1', [
      segment('HL', 'R1', 'R N R!(20) R(1)'),
      loop('2100A', 'R1', [segment('NM1', 'R1', 'R(PR) R(2) R N*4 R(PI XV) R N*3')]),
      loop('2000B', 'R>1', [
        segment('HL', 'R1', 'R R R!(21) R(1)'),
        loop('2100B', 'R1', [segment('NM1', 'R1', 'R(41) R(1 2) S S S N N R(46) R N*3')], nameChecks),
        loop('2000C', 'R>1', [
          segment('HL', 'R1', 'R R R!(19) R(1)'),
          loop('2100C', 'R2', [segment('NM1', 'R1', 'R(1P) R(1 2) S S S N S R(FI SV XX) R N*3')], nameChecks),
          loop('2000D', 'R>1', [
            segment('HL', 'R1', 'R R R!(22) R(0 1)'),
            born,
            loop('2100D', 'R1', [segment('NM1', 'R1', 'R(IL) R(1 2) R S S N S R(24 II MI) R N*3')], nameChecks),
            asked('D', 'S>1'),
            loop('2000E', 'S>1', [
              segment('HL', 'R1', 'R R R!(23) N'),
              segment('DMG', 'R1', 'R(D8) R S(F M) N*8'),
              loop('2100E', 'R1', [segment('NM1', 'R1', 'R(QC) R(1) R S S N S N*5')]),
              asked('E', 'R>1'),
            ]),
          ]),
        ]),
      ]),
    ]),
    segment('SE', 'R1', 'R R'),
  ],
}
