import { address, date, loop, named, reference, repriced, segment } from './837p-words.ts'
import type { GuideItem, Rule } from './guide.ts'
import { oncePerLoop } from './once-per-loop.ts'
import { nameRules } from './person-rules.ts'

const secondary = segment('REF', 'S20', 'R(0B 1G G2 LU) R N S{R(2U) R N*4}')
const specialty = segment('PRV', 'S1', 'R(PE) R(PXC) R N*3')
const condition = (use: string, kind: string, codes: string, more: string) =>
  segment('CRC', use, `R!(${kind}) R(N Y) R(${codes}) ${more}`)

const diagnosesOf = oncePerLoop(claim =>
  claim.own
    .filter(one => one.id === 'HI' && /^A?B[KF]/.test(one.elements[0] ?? ''))
    .reduce((sum, one) => sum + one.elements.filter(value => value !== '').length, 0),
)

/** SV107 points at diagnoses of the claim: the first must be there, each must exist. */
const pointerRule: Rule = {
  id: 'diagnosis-pointer',
  broken: line => {
    const service = line.own.find(one => one.id === 'SV1')
    const pointers = (service?.elements[6] ?? '').split(service?.delimiters.component ?? ':').filter(one => one !== '')
    const diagnoses = line.parent ? diagnosesOf(line.parent) : 0
    const dangling = pointers.findIndex(one => !(Number(one) >= 1 && Number(one) <= diagnoses))
    return service && dangling >= 0
      ? [{ at: service, element: 7, component: dangling + 1, facts: { value: pointers[dangling]! } }]
      : []
  },
}

const people: GuideItem[] = [
  loop('2420A', 'S1', [named('82', '1 2', 'S(XX) S', 'R'), specialty, secondary], nameRules),
  loop('2420B', 'S1', [named('QB', '1 2', 'S(XX) S', 'N'), secondary], nameRules),
  loop('2420C', 'S1', [named('77', '2', 'S(XX) S', 'R'), ...address('R1'), secondary], nameRules),
  loop('2420D', 'S1', [named('DQ', '1', 'S(XX) S', 'R'), secondary], nameRules),
  loop(
    '2420E',
    'S1',
    [
      named('DK', '1', 'S(XX) S', 'R'),
      ...address('S1'),
      secondary,
      segment('PER', 'S1', 'R(IC) S R(EM FX TE) R S(EM EX FX TE) S S(EM EX FX TE) S N'),
    ],
    nameRules,
  ),
  loop('2420F', 'S2', [named('DN P3', '1', 'S(XX) S', 'R'), secondary], nameRules),
  loop('2420G', 'S1', [segment('NM1', 'R1', 'R!(PW) R(2) N*10'), ...address('R1')]),
  loop('2420H', 'S1', [segment('NM1', 'R1', 'R!(45) R(2) S N*9'), ...address('R1')]),
]

/** Loop 2400: one service line. */
export const serviceLine = loop(
  '2400',
  'R50',
  [
    segment('LX', 'R1', 'R'),
    segment('SV1', 'R1', 'R{R(ER HC IV WK) R S*4 S N} R R(MJ UN) R S N R{R S*3} N S(Y) N S(Y) S(Y) N N S(0) N*6'),
    segment('SV5', 'S1', 'R{R(HC) R N*6} R(DA) R R R R(1 4 6) N'),
    segment('PWK', 'S10', 'R(@attachment) R!(AA BM EL EM FT FX) N N S(AC) S N*3'),
    segment('PWK', 'S1', 'R(CT) R!(AB AD AF AG NS) N*7'),
    segment('CR1', 'S1', 'S(LB) S N R(A B C D E) R(DH) R N N S S'),
    segment('CR3', 'S1', 'R(I R S) R(MO) R N N'),
    condition('S3', '07', '@condition', 'S(@condition)*4'),
    condition('S1', '70', '65', 'N*4'),
    condition('S1', '09', '38 ZV', 'S(38 ZV) N*3'),
    date('R1', '472', 'D8 RD8'),
    ...['471', '607', '463', '461', '304'].map(kind => date('S1', kind)),
    date('S2', '738 739'),
    ...['011', '455', '454'].map(kind => date('S1', kind)),
    segment('QTY', 'S1', 'R!(PT) R N N'),
    segment('QTY', 'S1', 'R!(FL) R N N'),
    segment('MEA', 'S5', 'R(OG TR) R(HT R1 R2 R3 R4) R N*7'),
    segment('CN1', 'S1', 'R(@contract) S S S S S'),
    segment('REF', 'S1', 'R!(9B) R N N'),
    segment('REF', 'S1', 'R!(9D) R N N'),
    segment('REF', 'S5', 'R!(G1) R N S{R(2U) R N*4}'),
    ...['6R', 'EW', 'X4', 'F4', 'BT'].map(kind => reference('S1', kind)),
    segment('REF', 'S5', 'R!(9F) R N S{R(2U) R N*4}'),
    segment('AMT', 'S1', 'R!(T) R N'),
    segment('AMT', 'S1', 'R!(F4) R N'),
    segment('K3', 'S10', 'R N N'),
    segment('NTE', 'S1', 'R!(ADD DCP) R'),
    segment('NTE', 'S1', 'R!(TPO) R'),
    segment('PS1', 'S1', 'R R N'),
    repriced('S(ER HC IV WK) S S(MJ UN) S'),
    loop('2410', 'S1', [
      segment('LIN', 'R1', 'N R(EN EO HI N4 ON UK UP) R N*2'),
      segment('CTP', 'R1', 'N N N R R{R(F2 GR ME ML UN) N*14} N*6'),
      segment('REF', 'S1', 'R(VY XZ) R N N'),
    ]),
    ...people,
    loop('2430', 'S15', [
      segment('SVD', 'R1', 'R R R{R(ER HC HP IV WK) R S*4 S N} N R S'),
      segment('CAS', 'S5', 'R(CO CR OA PI PR) R R S*16'),
      date('R1', '573'),
      segment('AMT', 'S1', 'R(EAF) R N'),
    ]),
    loop('2440', 'S>1', [segment('LQ', 'R1', 'R(AS UT) R'), segment('FRM', 'R99', 'R S(N W Y) S S S')]),
  ],
  [pointerRule],
)
