import { codeLists } from './code-lists.ts'
import { type Guide, type GuideItem, type GuideLoop, guideWords, type Rule } from './guide.ts'
import { valueAt } from './loop-node.ts'
import { oncePerLoop } from './once-per-loop.ts'
import { nameRules, traceEntityRule } from './person-rules.ts'

const { segment, loop } = guideWords(codeLists)

const reasons = {
  source: '04 41 42 79',
  sourceName: '04 41 42 79 80 T4',
  receiver: '15 41 43 44 45 46 47 48 50 51 79 97 T4',
  subscriber: '15 35 42 43 45 47 48 49 51 52 56 57 58 60 61 62 63 71 72 73 74 75 76 78',
  dependent: '15 35 42 43 45 47 48 49 51 52 56 57 58 60 61 62 63 64 65 66 67 68 71 77',
}

const refused = (reason: string, next: string) => segment('AAA', 'S9', `R(N Y) N R(${reason}) R(${next})`)
const address = [segment('N3', 'S1', 'R S'), segment('N4', 'S1', 'R S S S N N S')]
const diagnosis = `R{R(ABK BK) R} ${Array(7).fill('S{R(ABF BF) R}').join(' ')}`
const contact = (first: string) =>
  segment(
    'PER',
    'S3',
    `R(IC) S S(@communication${first}) S S(@communication-more${first}) S S(@communication-more${first}) S N`,
  )

/** Loop 2120 is fenced by LS and LE; neither stands without it. */
const fenceRule: Rule = {
  id: 'related-entity-fence',
  broken: benefit => {
    const opens = benefit.own.find(one => one.id === 'LS')
    const closes = benefit.own.find(one => one.id === 'LE')
    const entity = benefit.children.find(one => one.id.startsWith('2120'))
    const at = benefit.opener
    if (entity || opens || closes) {
      const missing = !opens ? 'LS' : !closes ? 'LE' : !entity ? 'NM1' : null
      const place = opens ?? entity?.opener ?? closes ?? at
      return missing && place ? [{ at: place, facts: { missing } }] : []
    }
    return []
  },
}

/** An amount and a percentage do not stand in one benefit; a procedure and a service type neither. */
const oneMeasureRule: Rule = {
  id: 'benefit-measured-twice',
  level: 'note',
  broken: benefit => {
    const line = benefit.opener
    if (!line) return []
    return [
      ...(valueAt(line, 7) && valueAt(line, 8) ? [{ at: line, element: 8 }] : []),
      ...(valueAt(line, 3) && valueAt(line, 13) ? [{ at: line, element: 13 }] : []),
    ]
  },
}

/** A level refused as a whole, by its own AAA or by that of its name, which stands first. */
const refusedAt = oncePerLoop(
  level => level.own.some(one => one.id === 'AAA') || (level.children[0]?.own.some(one => one.id === 'AAA') ?? false),
)

/** A person without a level below is the patient: there is a benefit, or a refusal here or above. */
const answerRule: Rule = {
  id: 'answer-missing',
  broken: level => {
    const opener = level.opener
    if (!opener || level.children.some(one => one.id === '2000D')) return []
    const person = level.children.find(one => one.id.startsWith('2100'))
    const answered =
      person?.own.some(one => one.id === 'AAA') || person?.children.some(one => one.id.startsWith('2110'))
    if (answered) return []
    for (let above = level.parent; above; above = above.parent) {
      if (refusedAt(above)) return []
    }
    return [{ at: opener, element: 4 }]
  },
}

const person = (named: string, references: string, reject: string, relation: string, military: string): GuideItem[] => [
  segment('NM1', 'R1', named),
  segment('REF', 'S9', `R(${references}) R S N`),
  ...address,
  refused(reject, 'C N R S W X Y'),
  segment('PRV', 'S1', 'R(@provider) S(PXC) S N*3'),
  segment('DMG', 'S1', 'S(D8) S S(F M U) N*8'),
  segment('INS', 'S1', relation),
  segment('HI', 'S1', diagnosis),
  segment('DTP', 'S9', 'R(@person-date) R(D8 RD8) R'),
  segment(
    'MPI',
    military,
    'R(A C L O P S T) R(@military-employment) R(@military-service) S S(@military-rank) S(D8 RD8) S',
  ),
]

const benefit = (letter: 'C' | 'D', level: string, references: string): GuideLoop =>
  loop(
    `2110${letter}`,
    'S>1',
    [
      segment(
        'EB',
        'R1',
        `R(@benefit) S(${level}) S(@service-type) S(@insurance-type) S S(@time-period) S S S(@benefit-quantity) S S(N U Y) S(N U W Y)
         S{R(AD CJ HC ID IV N4 ZZ) R S*4 N S} S{R S*3}`,
      ),
      segment(
        'HSD',
        'S9',
        `S(DY FL HS MN VS) S S(DA MO VS WK YR) S S(6 7 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35) S
         S(@delivery-frequency) S(A B C D E F G Y)`,
      ),
      segment('REF', 'S9', `R(${references}) R S N`),
      segment('DTP', 'S20', 'R(@benefit-date) R(D8 RD8) R'),
      refused('@reject-benefit', 'C N R W X Y'),
      segment('MSG', 'S10', 'R N N'),
      loop(`2115${letter}`, 'S10', [segment('III', 'R1', 'S(GR NI ZZ) S S(44) S N*5')]),
      segment('LS', 'S1', 'R(2120)'),
      loop(
        `2120${letter}`,
        'S23',
        [
          segment(
            'NM1',
            'R1',
            'R(@benefit-entity) R(1 2) S S S N S S(@benefit-entity-id) S S(01 02 27 41 48 65 72) N N',
          ),
          segment('N3', 'S1', 'R S'),
          segment('N4', 'S1', 'R S S S S(RJ) S S'),
          contact('-work'),
          segment('PRV', 'S1', 'R(@receiver-provider) S(PXC) S N*3'),
        ],
        nameRules,
      ),
      segment('LE', 'S1', 'R(2120)'),
    ],
    [fenceRule, oneMeasureRule],
  )

const trace = segment('TRN', 'S3', 'R(1 2) R R S')
const benefitReferences = '18 1L 1W 49 6P 9F ALS CLI F6 FO G1 IG N6 NQ'

/** Eligibility answer, 005010X279A1: what the source of the information knows of each person asked for, benefit by benefit (EB), or why not (AAA). */
export const eligibilityAnswer: Guide = {
  set: '271',
  group: 'HB',
  versions: ['005010X279A1', '005010X279'],
  rules: [],
  items: [
    segment('ST', 'R1', 'R(271) R R(005010X279A1 005010X279)'),
    segment('BHT', 'R1', 'R(0022) R(06 11) S R R N'),
    loop('2000A', 'R>1', [
      segment('HL', 'R1', 'R N R!(20) R(0 1)'),
      refused(reasons.source, 'C N P R S W X Y'),
      loop(
        '2100A',
        'R1',
        [
          segment('NM1', 'R1', 'R(2B 36 GP P5 PR) R(1 2) R S S N S R(24 46 FI NI PI XV XX) R N*3'),
          contact(''),
          refused(reasons.sourceName, 'C N P R S W X Y'),
        ],
        nameRules,
      ),
      loop('2000B', 'S>1', [
        segment('HL', 'R1', 'R R R!(21) R(0 1)'),
        loop(
          '2100B',
          'R1',
          [
            segment('NM1', 'R1', 'R(1P 2B 36 80 FA GP P5 PR) R(1 2) S S S N S R(24 34 FI PI PP SV XV XX) R N*3'),
            segment('REF', 'S9', 'R(@receiver-reference) R S N'),
            ...address,
            refused(reasons.receiver, 'C N R S W X Y'),
            segment('PRV', 'S1', 'R(@receiver-provider) S(PXC) S N*3'),
          ],
          nameRules,
        ),
        loop(
          '2000C',
          'S>1',
          [
            segment('HL', 'R1', 'R R R!(22) R(0 1)'),
            trace,
            loop(
              '2100C',
              'R1',
              [
                ...person(
                  'R(IL) R(1 2) S S S N S S(II MI) S N*3',
                  '18 1L 1W 3H 49 6P CE CT EA EJ F6 GH HJ IF IG N6 NQ Q4 SY Y4',
                  reasons.subscriber,
                  'R(Y) R(18) S(001) S(25) N*12 S',
                  'S9',
                ),
                benefit('C', 'CHD DEP ECH EMP ESP FAM IND SPC SPO', `${benefitReferences} M7`),
              ],
              nameRules,
            ),
            loop(
              '2000D',
              'S>1',
              [
                segment('HL', 'R1', 'R R R!(23) R(0)'),
                trace,
                loop(
                  '2100D',
                  'R1',
                  [
                    ...person(
                      'R(03) R(1) S S S N S N*5',
                      '18 1L 1W 49 6P CE CT EA EJ F6 GH HJ IF IG MRC N6 NQ Q4 SY Y4',
                      reasons.dependent,
                      'R(N) R(01 19 20 21 39 40 53 G8) S(001) S(25) N*12 S',
                      'S1',
                    ),
                    benefit('D', 'CHD DEP ECH ESP FAM IND SPC SPO', benefitReferences),
                  ],
                  nameRules,
                ),
              ],
              [traceEntityRule, answerRule],
            ),
          ],
          [traceEntityRule, answerRule],
        ),
      ]),
    ]),
    segment('SE', 'R1', 'R R'),
  ],
}
