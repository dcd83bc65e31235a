import { type Guide, type GuideItem, guideWords } from './guide.ts'
import { npiRule, organisationNameRule } from './person-rules.ts'

const { segment, loop } = guideWords({
  entity: `03 13 17 1E 1G 1H 1I 1O 1P 1Q 1R 1S 1T 1U 1V 1W 1X 1Y 1Z 28 2A 2B 2D 2E 2I 2K 2P 2Q 2S 2Z 30 36 3A 3C 3D 3E 3F 3G 3H 3I 3J 3K 3L 3M 3N
    3O 3P 3Q 3R 3S 3T 3U 3V 3W 3X 3Y 3Z 40 41 43 44 4A 4B 4C 4D 4E 4F 4G 4H 4I 4J 4L 4M 4N 4O 4P 4Q 4R 4S 4U 4V 4W 4X 4Y 4Z 5A 5B 5C 5D 5E 5F 5G 5H
    5I 5J 5K 5L 5M 5N 5O 5P 5Q 5R 5S 5T 5U 5V 5W 5X 5Y 5Z 61 6A 6B 6C 6D 6E 6F 6G 6H 6I 6J 6K 6L 6M 6N 6O 6P 6Q 6R 6S 6U 6V 6W 6X 6Y 71 72 73 74 77
    7C 80 82 84 85 87 95 CK CZ D2 DD DJ DK DN DO DQ E1 E2 E7 E9 FA FD FE G0 G3 GB GD GI GJ GK GM GY HF HH I3 IJ IL IN LI LR MR MSC OB OD OX P0 P2 P3
    P4 P6 P7 PRP PT PV PW QA QB QC QD QE QH QK QL QN QO QS QV QY RC RW S4 SEP SJ SU T4 TL TQ TT TTP TU UH X3 X4 X5 ZZ AY PR`,
})
const nameChecks = [npiRule, organisationNameRule]
const reference = (code: string, use = 'S1') => segment('REF', use, `R!(${code}) R N N`)
const status = '{R R S(@entity) S(RX)}'
const period = (use: string) => segment('DTP', use, 'R(472) R(D8 RD8) R')

/** The level has been answered as a whole: nothing stands below it. */
const whole = (letter: 'B' | 'C', type: string): GuideItem =>
  loop(`2200${letter}`, 'S1', [
    segment('TRN', 'R1', `R(${type}) R N N`),
    segment('STC', 'R>1', `R${status} R N*7 S${status} S${status} N`),
  ])

const answered = (letter: 'D' | 'E', use: string): GuideItem =>
  loop(`2200${letter}`, use, [
    segment('TRN', 'R1', 'R(2) R N N'),
    segment('STC', 'R>1', `R${status} R N S S S N S S S${status} S${status} N`),
    ...['1K', 'BLT', 'EJ', 'XZ', 'VV', 'D9'].map(code => reference(code)),
    period('S1'),
    loop(`2220${letter}`, 'S>1', [
      segment('SVC', 'R1', 'R{R(AD ER HC HP IV N4 NU WK) R S*4 N N} R R S N N S'),
      segment('STC', 'R>1', `R${status} R N*7 S${status} S${status} N`),
      reference('FJ'),
      period('R1'),
    ]),
  ])

/** Claim status answer, 005010X212: where each claim asked for stands. */
export const statusAnswer: Guide = {
  set: '277',
  group: 'HN',
  versions: ['005010X212'],
  rules: [],
  items: [
    segment('ST', 'R1', 'R(277) R R(005010X212)'),
    segment('BHT', 'R1', 'R(0010) R(08) R R R R(DG)'),
    loop('2000A', 'R>1', [
      segment('HL', 'R1', 'R N R!(20) R(1)'),
      loop('2100A', 'R1', [
        segment('NM1', 'R1', 'R(PR) R(2) R N*4 R(PI XV) R N*3'),
        segment('PER', 'S1', 'R(IC) S R(ED EM FX TE) R S(EX FX TE) S S(EX FX) S N'),
      ]),
      loop('2000B', 'R>1', [
        segment('HL', 'R1', 'R R R!(21) R(0 1)'),
        loop('2100B', 'R1', [segment('NM1', 'R1', 'R(41) R(1 2) S S S N N R(46) R N*3')], nameChecks),
        whole('B', '2'),
        loop('2000C', 'S>1', [
          segment('HL', 'R1', 'R R R!(19) R(0 1)'),
          loop('2100C', 'R2', [segment('NM1', 'R1', 'R(1P) R(1 2) S S S N S R(FI SV XX) R N*3')], nameChecks),
          whole('C', '1'),
          loop('2000D', 'S>1', [
            segment('HL', 'R1', 'R R R!(22) R(0 1)'),
            loop('2100D', 'R1', [segment('NM1', 'R1', 'R(IL) R(1 2) R S S N S R(24 II MI) R N*3')], nameChecks),
            answered('D', 'S>1'),
            loop('2000E', 'S>1', [
              segment('HL', 'R1', 'R R R!(23) N'),
              loop('2100E', 'R1', [segment('NM1', 'R1', 'R(QC) R(1) R S S N S N*5')]),
              answered('E', 'R>1'),
            ]),
          ]),
        ]),
      ]),
    ]),
    segment('SE', 'R1', 'R R'),
  ],
}
