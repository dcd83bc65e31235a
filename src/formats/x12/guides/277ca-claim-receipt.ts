import { type Guide, type GuideItem, guideWords } from './guide.ts'
import { npiRule, organisationNameRule } from './person-rules.ts'

const { segment, loop } = guideWords({
  party: '36 40 41 77 82 85 87 AY PR',
  person: '03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR PRP QB QC QD SEP TL TTP TU',
})

const status = (list: string) => `{R R S(@${list}) N}`
const totals = (accepted: string, rejected: string): GuideItem[] => [
  segment('QTY', 'S1', `R!(${accepted}) R N N`),
  segment('QTY', 'S1', `R!(${rejected}) R N N`),
  segment('AMT', 'S1', 'R!(YU) R N'),
  segment('AMT', 'S1', 'R!(YY) R N'),
]
const nameChecks = [npiRule, organisationNameRule]

const claimLine = loop('2220D', 'S>1', [
  segment('SVC', 'R1', 'R{R(AD ER HC HP IV NU WK) R S*4 N N} R N S N N S'),
  segment('STC', 'R>1', `R${status('person')} N R(U) N*6 S${status('person')} S${status('person')} S`),
  segment('REF', 'R1', 'R!(FJ) R N N'),
  segment('REF', 'S1', 'R!(XZ) R N N'),
  segment('DTP', 'S1', 'R(472) R(D8 RD8) R'),
])

const patient = loop('2000D', 'S>1', [
  segment('HL', 'R1', 'R R R!(PT) N'),
  loop('2100D', 'R1', [segment('NM1', 'R1', 'R(QC) R(1) R S S N S R(II MI) R N*3')], nameChecks),
  loop('2200D', 'R>1', [
    segment('TRN', 'R1', 'R(2) R N N'),
    segment('STC', 'R>1', `R${status('person')} R R(U WQ) R N*5 S${status('person')} S${status('person')} S`),
    segment('REF', 'S3', 'R!(1K) R N N'),
    segment('REF', 'S3', 'R!(D9) R N N'),
    segment('REF', 'S3', 'R!(BLT) R N N'),
    segment('DTP', 'R1', 'R(472) R(D8 RD8) R'),
    claimLine,
  ]),
])

const provider = loop('2000C', 'S>1', [
  segment('HL', 'R1', 'R R R!(19) R(0 1)'),
  loop('2100C', 'R1', [segment('NM1', 'R1', 'R(85) R(1 2) R S S N S R(FI XX) R N*3')], nameChecks),
  loop('2200C', 'S1', [
    segment('TRN', 'R1', 'R(1) R N N'),
    segment('STC', 'S>1', `R${status('party')} N R(U WQ) R N*5 S${status('party')} S${status('party')} N`),
    segment('REF', 'S3', 'R(0B 1G G2 LU SY TJ) R N N'),
    ...totals('QA', 'QC'),
  ]),
  patient,
])

/** What a payer or clearinghouse says it received, 005010X214: batch, provider by provider, claim by claim, taken or turned away. */
export const claimReceipt: Guide = {
  set: '277',
  group: 'HN',
  versions: ['005010X214'],
  rules: [],
  items: [
    segment('ST', 'R1', 'R(277) R R(005010X214)'),
    segment('BHT', 'R1', 'R(0085) R(08) R R R R(TH)'),
    loop('2000A', 'R1', [
      segment('HL', 'R1', 'R N R!(20) R(1)'),
      loop('2100A', 'R1', [segment('NM1', 'R1', 'R(AY PR) R(2) R N*4 R(46 FI PI XV) R N*3')]),
      loop('2200A', 'R1', [
        segment('TRN', 'R1', 'R(1) R N N'),
        segment('DTP', 'R1', 'R!(050) R(D8) R'),
        segment('DTP', 'R1', 'R!(009) R(D8) R'),
      ]),
      loop('2000B', 'R1', [
        segment('HL', 'R1', 'R R R!(21) R(0 1)'),
        loop('2100B', 'R1', [segment('NM1', 'R1', 'R(41) R(1 2) R S S N N R(46) R N*3')], nameChecks),
        loop('2200B', 'R1', [
          segment('TRN', 'R1', 'R(2) R N N'),
          segment('STC', 'R>1', `R${status('party')} R R(U WQ) R N*5 S${status('party')} S${status('party')} N`),
          ...totals('90', 'AA'),
        ]),
        provider,
      ]),
    ]),
    segment('SE', 'R1', 'R R'),
  ],
}
