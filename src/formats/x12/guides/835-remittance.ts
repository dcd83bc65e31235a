import { codeLists } from './code-lists.ts'
import { type Guide, type GuideItem, guideWords } from './guide.ts'
import { nameRules } from './person-rules.ts'

const { segment, loop } = guideWords({
  filing: '12 13 14 15 16 17 AM CH DS HM LM MA MB MC OF TV VA WC ZZ',
  adjustment: `50 51 72 90 AH AM AP B2 B3 BD BN C5 CR CS CT CV CW DM E3 FB FC GO HM IP IR IS J1 L3 L6 LE LS OA OB PI PL RA RE SL TL WO WU`,
  ...codeLists,
})

const place = 'R S S S N N S'
const adjusted = segment('CAS', 'S99', 'R(CO CR OA PI PR) R R S*16')
const date = (use: string, codes: string) => segment('DTM', use, `R!(${codes}) R N*4`)
const reference = (use: string, codes: string) => segment('REF', use, `R!(${codes}) R N N`)
const procedure = 'R(AD ER HC HP IV N4 N6 NU UI WK) R S*4'

const parties: GuideItem[] = [
  loop('1000A', 'R1', [
    segment('N1', 'R1', 'R!(PR) R S(XV) S N N'),
    segment('N3', 'R1', 'R S'),
    segment('N4', 'R1', place),
    segment('REF', 'S4', 'R(2U EO HI NF) R N N'),
    segment('PER', 'S1', 'R!(CX) S S(EM FX TE) S S(EM EX FX TE) S S(EX) S N'),
    segment('PER', 'R>1', 'R!(BL) S S(EM TE UR) S S(EM EX FX TE UR) S S(EM EX FX UR) S N'),
    segment('PER', 'S1', 'R!(IC) N R(UR) R N*5'),
  ]),
  loop('1000B', 'R1', [
    segment('N1', 'R1', 'R!(PE) R R(FI XV XX) R N N'),
    segment('N3', 'S1', 'R S'),
    segment('N4', 'S1', place),
    segment('REF', 'S>1', 'R(0B D3 PQ TJ) R N N'),
    segment('RDM', 'S1', 'R(BM EM FT OL) S S N N'),
  ]),
]

const names: GuideItem[] = [
  segment('NM1', 'R1', 'R!(QC) R(1) S S S N S S(34 HN II MI MR) S N*3'),
  segment('NM1', 'S1', 'R!(IL) R(1 2) S S S N S R(FI II MI) R N*3'),
  segment('NM1', 'S1', 'R!(74) R(1 2) S S S N S S(C) S N*3'),
  segment('NM1', 'S1', 'R!(82) R(1 2) S S S N S R(BD BS FI MC PC SL UP XX) R N*3'),
  segment('NM1', 'S1', 'R!(TT) R(2) R N*4 R(AD FI NI PI PP XV) R N*3'),
  segment('NM1', 'S2', 'R!(PR) R(2) R N*4 R(AD FI NI PI PP XV) R N*3'),
  segment('NM1', 'S1', 'R!(GB) R(1 2) S S S N S S(FI II MI) S N*3'),
]

const line = loop('2110', 'S999', [
  segment('SVC', 'R1', `R{${procedure} S N} R R S S S{${procedure} S N} S`),
  segment('DTM', 'S2', 'R(150 151 472) R N*4'),
  adjusted,
  reference('S8', '1S APC BB E9 G1 G3 LU RB'),
  reference('S1', '6R'),
  reference('S10', '0B 1A 1B 1C 1D 1G 1H 1J D3 G2 HPI SY TJ'),
  reference('S5', '0K'),
  segment('AMT', 'S9', 'R(B6 KH T T2 ZK ZL ZM ZN ZO) R N'),
  segment('QTY', 'S6', 'R(ZK ZL ZM ZN ZO) R N N'),
  segment('LQ', 'S99', 'R(HE RX) R'),
])

const claim = loop(
  '2100',
  'R>1',
  [
    segment('CLP', 'R1', 'R R(1 2 3 4 19 20 21 22 23 25) R R S R(@filing) R S S N S S S N'),
    adjusted,
    ...names,
    segment('MIA', 'S1', 'R S*23'),
    segment('MOA', 'S1', 'S*9'),
    reference('S5', '1L 1W 28 6P 9A 9C BB CE EA F8 G1 G3 IG SY'),
    reference('S10', '0B 1A 1B 1C 1D 1G 1H 1J D3 G2 LU'),
    date('S2', '232 233'),
    date('S1', '036'),
    date('S1', '050'),
    segment('PER', 'S2', 'R(CX) S R(EM FX TE) R S(EM EX FX TE) S S(EX) S N'),
    segment('AMT', 'S13', 'R(AU D8 DY F5 I NL T T2 ZK ZL ZM ZN ZO) R N'),
    segment('QTY', 'S14', 'R(CA CD LA LE NE NR OU PS VS ZK ZL ZM ZN ZO) R N N'),
    line,
  ],
  nameRules,
)

const provider = `R R R{R(@adjustment) S} R ${Array(5).fill('S{R(@adjustment) S} S').join(' ')}`

/** Remittance advice, 005010X221A1: one payment and the claims it pays. Whether it adds up is not asked here: money is the reader's to balance. */
export const remittance: Guide = {
  set: '835',
  group: 'HP',
  versions: ['005010X221A1', '005010X221'],
  rules: [],
  items: [
    segment('ST', 'R1', 'R(835) R N'),
    segment(
      'BPR',
      'R1',
      'R(C D H I P U X) R R(C D) R(ACH BOP CHK FWT NON) S(CCP CTX) S(01 04) S S(DA) S S S S(01 04) S S(DA SG) S R N*5',
    ),
    segment('TRN', 'R1', 'R(1) R R S'),
    segment('CUR', 'S1', 'R(PR) R N*19'),
    reference('S1', 'EV'),
    reference('S1', 'F2'),
    segment('DTM', 'S1', 'R(405) R N*4'),
    ...parties,
    loop('2000', 'S>1', [
      segment('LX', 'R1', 'R'),
      segment('TS3', 'S1', 'R R R R R N*7 S N S N S S N S*5'),
      segment('TS2', 'S1', 'S*19'),
      claim,
    ]),
    segment('PLB', 'S>1', provider),
    segment('SE', 'R1', 'R R'),
  ],
}
