import { codeLists } from './code-lists.ts'
import { type Guide, type GuideItem, guideWords, type Rule } from './guide.ts'
import type { LoopNode } from './loop-node.ts'
import { nameRules } from './person-rules.ts'

const { segment, loop } = guideWords(codeLists)

const refused = segment('AAA', 'S9', 'R(N Y) N R S')
const decided = segment('HCR', 'S1', 'R(A1 A2 A3 A4 A6 C CT NA) S S S(N Y)')
const address = [segment('N3', 'S1', 'R S'), segment('N4', 'S1', 'R S S S N N S')]
const contact = segment('PER', 'S1', 'R(IC) S S(EM FX TE UR) S S(EM EX FX TE UR) S S(EM EX FX TE UR) S N')
const trace = segment('TRN', 'S3', 'R(1 2) R R S')
const date = (codes: string) => segment('DTP', 'S1', `R!(${codes}) R(D8 RD8 DT TM) R`)
const reference = (code: string) => segment('REF', 'S1', `R!(${code}) R N N`)
const specialty = segment('PRV', 'S1', 'R(AD AS AT CO CV OP OR OT PC PE RF) R(PXC) R N*3')

const review = (use: string) =>
  segment(
    'UM',
    use,
    'R(AR HS IN SC) R(1 2 3 4 I N R S) S(@service-type) S{R R(A B) N} S{S(AA AP EM) S(AP EM) S(AP EM) S S} S S(E F G P) S(1 2 3 4 5 6 7 8 9) S(Y N) S',
  )
const delivery = segment(
  'HSD',
  'S1',
  'S(DY FL HS MN VS) S S(DA MO WK) S S(6 7 21 26 27 29 34 35) S S(@delivery-frequency) S',
)
const attached = segment('PWK', 'S10', 'R R(AA BM EL EM FT FX VO) N N S(AC) S S N N')

/** The providers of an event or a service: who is to do it, refer, order, attend. */
const provider = (id: string, use: string) =>
  loop(
    id,
    use,
    [
      segment('NM1', 'R1', 'R!(1T 71 72 73 77 AAJ DD DK DN FA G3 P3 QB QV SJ) R(1 2) S S S S S S(24 34 46 XX) S N*3'),
      segment('REF', 'S8', 'R(0B 1G 1J EI N5 N7 SY ZH) R S N'),
      ...address,
      contact,
      refused,
      specialty,
    ],
    nameRules,
  )

/** Whoever else a guide's edition names at an event: places of transport, another reviewer, a contact for more information. */
const others = (id: string) =>
  loop(id, 'S>1', [
    segment('NM1', 'R1', 'R R(1 2) S*7 N*3'),
    segment('REF', 'S>1', 'R R S N'),
    segment('N3', 'S1', 'R S'),
    segment('N4', 'S1', 'R S*6'),
    contact,
    refused,
    segment('DTP', 'S>1', 'R R(D8 RD8 DT TM) R'),
  ])

const person = (named: string, references: string, relation: string): GuideItem[] => [
  segment('NM1', 'R1', named),
  segment('REF', 'S9', `R(${references}) R N N`),
  ...address,
  refused,
  segment('DMG', 'S1', 'R(D8) R S(F M U) N*8'),
  segment('INS', 'S1', relation),
]

const service = loop('2000F', 'S>1', [
  segment('HL', 'R1', 'R R R!(SS) R(0)'),
  trace,
  refused,
  review('S1'),
  decided,
  reference('BB'),
  reference('NT'),
  ...['472', '102', '036', '007'].map(date),
  segment('SV1', 'S1', 'R{R(HC IV N4 WK ZZ) R S*6} S S(F2 MJ UN) S N N S{R S*3} N*3 S N*8 S'),
  segment('SV2', 'S1', 'S S{R(HC IV N4 WK ZZ) R S*6} S S(DA F2 UN) S S N*3 S'),
  segment('SV3', 'S1', 'R{R(AD) R S*6} S N S{R S*4} S S N*5'),
  segment('TOO', 'S32', 'R(JP) R S{R S*4}'),
  delivery,
  attached,
  segment('MSG', 'S1', 'R N N'),
  provider('2010FA', 'S12'),
  others('2010FB'),
])

const event = loop('2000E', 'S>1', [
  segment('HL', 'R1', 'R R R!(EV) R(0 1)'),
  trace,
  refused,
  review('S1'),
  decided,
  reference('BB'),
  reference('NT'),
  ...['439', '484', 'ABC', '431', 'AAH', '435', '096', '102', '036', '007'].map(date),
  segment('HI', 'S1', `R{R R S(D8 RD8) S S S S N N} ${Array(11).fill('S{R R S(D8 RD8) S S S S N N}').join(' ')}`),
  delivery,
  segment('CRC', 'S>1', 'R R(N Y) R S*4'),
  segment('CL1', 'S1', 'S S S S'),
  segment('CR1', 'S1', 'S S S S S S S S S S'),
  segment('CR2', 'S1', 'S*12'),
  segment('CR5', 'S1', 'S*18'),
  segment('CR6', 'S1', 'S*21'),
  attached,
  segment('MSG', 'S1', 'R N N'),
  provider('2010EA', 'S14'),
  others('2010EB'),
  service,
])

const dependent = loop('2000D', 'S1', [
  segment('HL', 'R1', 'R R R!(23) R(0 1)'),
  loop(
    '2010D',
    'R1',
    person(
      'R(QC) R(1) S S S S S N*5',
      'EJ SY',
      'R(N) R(01 04 05 07 09 10 15 17 19 20 21 22 23 24 29 32 33 34 39 40 41 43 53 G8) N*14 S',
    ),
    nameRules,
  ),
  event,
])

const subscriber = loop('2000C', 'S1', [
  segment('HL', 'R1', 'R R R!(22) R(0 1)'),
  loop(
    '2010C',
    'R1',
    person('R(IL) R(1) S S S S S R(II MI) R N*3', '1L 1W 6P EJ F6 HJ IG N6 NQ SY', 'R(Y) R(18) N*5 S N*8 S'),
    nameRules,
  ),
  dependent,
  event,
])

function somewhere(node: LoopNode, id: string): LoopNode['own'] {
  return [...node.own.filter(one => one.id === id), ...node.children.flatMap(child => somewhere(child, id))]
}

/** A request (BHT02 other than 11) decides nothing and refuses nothing; it says for what the review is (UM). */
const requestRule: Rule = {
  id: 'answer-in-request',
  broken: set => {
    if (set.segment('BHT')?.elements[1] === '11') return []
    return [...somewhere(set, 'HCR'), ...somewhere(set, 'AAA')].map(at => ({ at }))
  },
}

/** Services review, 005010X217: may this be done for this patient (BHT02 13), and what was decided (11). Request and answer share one shape and are read by one
 *  guide, so loops that only one of them numbers otherwise are kept together (2010EB, 2010FB). */
export const servicesReview: Guide = {
  set: '278',
  group: 'HI',
  versions: ['005010X217', '005010X217E1'],
  rules: [requestRule],
  items: [
    segment('ST', 'R1', 'R(278) R R(005010X217 005010X217E1)'),
    segment('BHT', 'R1', 'R(0007) R(01 11 13 36) R R R S(18 19 AT RU)'),
    loop('2000A', 'R1', [
      segment('HL', 'R1', 'R N R!(20) R(0 1)'),
      refused,
      loop(
        '2010A',
        'R1',
        [segment('NM1', 'R1', 'R(X3) R(1 2) S S S N S R(24 34 46 PI XV XX) R N*3'), contact, refused],
        nameRules,
      ),
      loop('2000B', 'S1', [
        segment('HL', 'R1', 'R R R!(21) R(0 1)'),
        loop(
          '2010B',
          'R1',
          [
            segment('NM1', 'R1', 'R(1P FA) R(1 2) S S S N S R(24 34 46 XX) R N*3'),
            segment('REF', 'S8', 'R(1G 1J CT EI N5 N7 SY ZH) R S N'),
            ...address,
            contact,
            refused,
            specialty,
          ],
          nameRules,
        ),
        subscriber,
      ]),
    ]),
    segment('SE', 'R1', 'R R'),
  ],
}
