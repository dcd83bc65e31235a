import { serviceLine } from './837p-line.ts'
import { address, date, loop, named, reference, repriced, segment } from './837p-words.ts'
import type { Guide, GuideItem, Rule } from './guide.ts'
import { valueAt } from './loop-node.ts'
import { nameRules } from './person-rules.ts'

const secondary = (use: string, codes: string) => segment('REF', use, `R(${codes}) R N N`)
const specialty = segment('PRV', 'S1', 'R(PE) R(PXC) R N*3')
const phone = segment('PER', 'S1', 'R(IC) S R(TE) R S(EX) S N*3')
const condition = (use: string, kind: string, codes: string, more: string) =>
  segment('CRC', use, `R!(${kind}) R(N Y) R(${codes}) ${more}`)

/** A claim that replaces or voids another names the other by the payer's number. */
const replacementRule: Rule = {
  id: 'replaced-claim-missing',
  broken: claim => {
    const said = claim.opener
    const replaces = /^[78]$/.test(valueAt(said ?? undefined, 5, 3))
    return said && replaces && !claim.segment('REF', 'F8') ? [{ at: said, element: 5, component: 3 }] : []
  },
}

/** After an accident (CLM11) there is its date; after one by car, the state. */
const accidentRule: Rule = {
  id: 'accident',
  broken: claim => {
    const said = claim.opener
    if (!said || !valueAt(said, 11, 1)) return []
    if (!claim.segment('DTP', '439') && /AA|OA/.test(valueAt(said, 11)))
      return [{ at: said, element: 11, facts: { missing: 'DTP' } }]
    const byCar = /(^|\W)AA(\W|$)/.test(valueAt(said, 11))
    return byCar && !valueAt(said, 11, 4) ? [{ at: said, element: 11, component: 4 }] : []
  },
}

const otherPayer: GuideItem[] = [
  loop('2330A', 'R1', [named('IL', '1 2', 'R(II MI) R', 'R'), ...address('S1'), secondary('S2', 'SY')], nameRules),
  loop(
    '2330B',
    'R1',
    [
      named('PR', '2', 'R(PI XV) R', 'R'),
      ...address('S1'),
      segment('DTP', 'S1', 'R(573) R(D8) R'),
      reference('S2', '2U EI FY NF'),
      ...['G1', '9F', 'T4', 'F8'].map(kind => reference('S1', kind)),
    ],
    nameRules,
  ),
  loop('2330C', 'S2', [segment('NM1', 'R1', 'R!(DN P3) R(1) N*10'), secondary('R3', '0B 1G G2')]),
  loop('2330D', 'S1', [segment('NM1', 'R1', 'R!(82) R(1 2) N*10'), secondary('R3', '0B 1G G2 LU')]),
  loop('2330E', 'S1', [segment('NM1', 'R1', 'R!(77) R(2) N*10'), secondary('R3', '0B G2 LU')]),
  loop('2330F', 'S1', [segment('NM1', 'R1', 'R!(DQ) R(1) N*10'), secondary('R3', '0B 1G G2')]),
  loop('2330G', 'S1', [segment('NM1', 'R1', 'R!(85) R(1 2) N*10'), secondary('R2', 'G2 LU')]),
]

const claimPeople: GuideItem[] = [
  loop('2310A', 'S2', [named('DN P3', '1', 'S(XX) S', 'R'), secondary('S3', '0B 1G G2')], nameRules),
  loop('2310B', 'S1', [named('82', '1 2', 'S(XX) S', 'R'), specialty, secondary('S4', '0B 1G G2 LU')], nameRules),
  loop(
    '2310C',
    'S1',
    [named('77', '2', 'S(XX) S', 'R'), ...address('R1'), secondary('S3', '0B G2 LU'), phone],
    nameRules,
  ),
  loop('2310D', 'S1', [named('DQ', '1', 'S(XX) S', 'R'), secondary('S4', '0B 1G G2 LU')], nameRules),
  loop('2310E', 'S1', [segment('NM1', 'R1', 'R!(PW) R(2) N*10'), ...address('R1')]),
  loop('2310F', 'S1', [segment('NM1', 'R1', 'R!(45) R(2) S N*9'), ...address('R1')]),
]

const claim = loop(
  '2300',
  'S100',
  [
    segment(
      'CLM',
      'R1',
      `R R N N R{R R(B) R} R(N Y) R(A B C) R(N W Y) R(I Y) S(P) S{R(AA EM OA) S(AA EM OA) N S S} S(02 03 05 09) N*7 S(@delay)`,
    ),
    ...['431', '454', '304', '453', '439', '484', '455', '471'].map(kind => date('S1', kind)),
    date('S1', '314 360 361', 'D8 RD8'),
    ...['297', '296', '435', '096'].map(kind => date('S1', kind)),
    date('S2', '090 091'),
    date('S1', '444'),
    date('S1', '050'),
    segment('PWK', 'S10', 'R(@attachment) R(AA BM EL EM FT FX) N N S(AC) S N*3'),
    segment('CN1', 'S1', 'R(@contract) S S S S S'),
    segment('AMT', 'S1', 'R(F5) R N'),
    ...['4N', 'F5', 'EW', '9F', 'G1', 'F8', 'X4', '9A', '9C', 'LX', 'D9', 'EA', 'P4', '1J'].map(kind =>
      reference('S1', kind),
    ),
    segment('K3', 'S10', 'R N N'),
    segment('NTE', 'S1', 'R(ADD CER DCP DGN TPO) R'),
    segment('CR1', 'S1', 'S(LB) S N R(A B C D E) R(DH) R N N S S'),
    segment('CR2', 'S1', 'N*7 R(A C D E F G M) N S S N'),
    condition('S3', '07', '01 04 05 06 07 08 09 12', 'S(01 04 05 06 07 08 09 12)*4'),
    condition('S3', 'E1 E2 E3', 'L1 L2 L3 L4 L5', 'S(L1 L2 L3 L4 L5)*4'),
    condition('S1', '75', 'IH', 'N*4'),
    condition('S1', 'ZZ', 'AV NU S2 ST', 'S(AV NU S2 ST)*2 N*2'),
    segment('HI', 'R1', `R{R!(ABK BK) R} ${Array(11).fill('S{R(ABF BF) R}').join(' ')}`),
    segment('HI', 'S1', 'R{R!(BP) R} S{R(BO) R} N*10'),
    segment('HI', 'S2', `R{R!(BG) R} ${Array(11).fill('S{R(BG) R}').join(' ')}`),
    repriced('N N N N'),
    ...claimPeople,
    loop('2320', 'S10', [
      segment('SBR', 'R1', 'R(@payer) R(@relation) S S S(12 13 14 15 16 41 42 43 47) N N N S(@filing)'),
      segment('CAS', 'S5', 'R(CO CR OA PI PR) R R S*16'),
      ...['D', 'A8', 'EAF'].map(kind => segment('AMT', 'S1', `R!(${kind}) R N`)),
      segment('OI', 'R1', 'N N R(N W Y) S(P) N R(I Y)'),
      segment('MOA', 'S1', 'S*9'),
      ...otherPayer,
    ]),
    serviceLine,
  ],
  [replacementRule, accidentRule],
)

const patient = loop('2000C', 'S>1', [
  segment('HL', 'R1', 'R R R!(23) R(0)'),
  segment('PAT', 'R1', 'R(01 19 20 21 39 40 53 G8) N*3 S(D8) S S(01) S S(Y)'),
  loop(
    '2010CA',
    'R1',
    [
      named('QC', '1', 'N N', 'R'),
      ...address('R1'),
      segment('DMG', 'R1', 'R(D8) R R(F M U) N*8'),
      reference('S1', 'Y4'),
      reference('S1', '1W SY'),
      phone,
    ],
    nameRules,
  ),
  claim,
])

const subscriber = loop('2000B', 'R>1', [
  segment('HL', 'R1', 'R R R!(22) R(0 1)'),
  segment('SBR', 'R1', 'R(@payer) S(18) S S S(12 13 14 15 16 41 42 43 47) N N N S(@filing)'),
  segment('PAT', 'S1', 'N*4 S(D8) S S(01) S S(Y)'),
  loop(
    '2010BA',
    'R1',
    [
      named('IL', '1 2', 'S(II MI) S', 'R'),
      ...address('S1'),
      segment('DMG', 'S1', 'R(D8) R R(F M U) N*8'),
      reference('S1', 'SY'),
      reference('S1', 'Y4'),
      phone,
    ],
    nameRules,
  ),
  loop(
    '2010BB',
    'R1',
    [named('PR', '2', 'R(PI XV) R', 'R'), ...address('S1'), reference('S3', '2U EI FY NF'), reference('S2', 'G2 LU')],
    nameRules,
  ),
  claim,
  patient,
])

const billing: GuideItem[] = [
  loop(
    '2010AA',
    'R1',
    [
      named('85', '1 2', 'S(XX) S', 'R'),
      ...address('R1'),
      reference('R1', 'EI SY'),
      reference('S2', '0B 1G'),
      segment('PER', 'S2', 'R(IC) S R(EM FX TE) R S(EM EX FX TE) S S(EM EX FX TE) S N'),
    ],
    nameRules,
  ),
  loop('2010AB', 'S1', [segment('NM1', 'R1', 'R!(87) R(1 2) N*10'), ...address('R1')]),
  loop(
    '2010AC',
    'S1',
    [named('PE', '2', 'R(PI XV) R', 'R'), ...address('R1'), reference('S1', '2U FY NF'), reference('R1', 'EI')],
    nameRules,
  ),
]

/** Professional claim, 005010X222A1 (A2 reads the same): billing provider, subscriber, patient where another, claims and their lines. */
export const professionalClaim: Guide = {
  set: '837',
  group: 'HC',
  versions: ['005010X222A1', '005010X222A2', '005010X222'],
  rules: [],
  items: [
    segment('ST', 'R1', 'R(837) R R(005010X222A1 005010X222A2 005010X222)'),
    segment('BHT', 'R1', 'R(0019) R(00 18) R R R R(31 CH RP)'),
    loop('1000A', 'R1', [
      named('41', '1 2', 'R(46) R', 'R'),
      segment('PER', 'R2', 'R(IC) S R(EM FX TE) R S(EM EX FX TE) S S(EM EX FX TE) S N'),
    ]),
    loop('1000B', 'R1', [named('40', '2', 'R(46) R', 'R')]),
    loop('2000A', 'R>1', [
      segment('HL', 'R1', 'R N R!(20) R(1)'),
      segment('PRV', 'S1', 'R(BI) R(PXC) R N*3'),
      segment('CUR', 'S1', 'R(85) R N*19'),
      ...billing,
      subscriber,
    ]),
    segment('SE', 'R1', 'R R'),
  ],
}
