import { codeLists } from './code-lists.ts'
import { type Guide, type GuideItem, guideWords, type Rule } from './guide.ts'
import { valueAt } from './loop-node.ts'
import { oncePerLoop } from './once-per-loop.ts'
import { nameRules, referenceOnceRule, traceEntityRule } from './person-rules.ts'

const { segment, loop } = guideWords(codeLists)

const address = [segment('N3', 'S1', 'R S'), segment('N4', 'S1', 'R S S S N N S')]
const diagnosis = `R{R(ABK BK) R} ${Array(7).fill('S{R(ABF BF) R}').join(' ')}`
const procedure = 'S{R(AD CJ HC ID IV N4 ZZ) R S*4}'
const pointers = 'S{R S*3}'

const diagnosesOf = oncePerLoop(
  person => person.own.find(one => one.id === 'HI')?.elements.filter(one => one !== '').length ?? 0,
)

/** EQ05 points at diagnoses of the same person: each must be there. */
const pointerRule: Rule = {
  id: 'diagnosis-pointer',
  broken: inquiry => {
    const asked = inquiry.own.find(one => one.id === 'EQ')
    const diagnoses = inquiry.parent ? diagnosesOf(inquiry.parent) : 0
    return [1, 2, 3, 4].flatMap(component => {
      const pointer = valueAt(asked, 5, component)
      const dangles = pointer !== '' && !(Number(pointer) >= 1 && Number(pointer) <= diagnoses)
      return asked && dangles ? [{ at: asked, element: 5, component, facts: { value: pointer } }] : []
    })
  },
}

/** A billed total for a spend-down stands only beside the spend-down itself. */
const spendDownRule: Rule = {
  id: 'spend-down',
  broken: inquiry => {
    const amounts = inquiry.own.filter(one => one.id === 'AMT')
    const billed = amounts.find(one => one.elements[0] === 'PB')
    return billed && !amounts.some(one => one.elements[0] === 'R') ? [{ at: billed, element: 1 }] : []
  },
}

/** When the subscriber is the patient (no level below), what is asked must stand with the subscriber. */
const inquiryRule: Rule = {
  id: 'inquiry-missing',
  broken: subscriber => {
    const level = subscriber.opener
    const asks = subscriber.descendants('2110C').length > 0
    return level?.elements[3] === '0' && subscriber.children.length > 0 && !asks ? [{ at: level, element: 4 }] : []
  },
}

/** Who is asked about has a first name (a dependent a last name too), or most payers find nobody. */
const patientNameRule: Rule = {
  id: 'patient-name',
  level: 'note',
  broken: person => {
    const name = person.opener
    const dependent = person.id === '2100D'
    if (!name || (!dependent && person.parent?.opener?.elements[3] !== '0')) return []
    const element = (dependent ? [3, 4] : [4]).find(one => !name.elements[one - 1])
    return element ? [{ at: name, element }] : []
  },
}

/** The sender's own number for the inquiry, by which the answer is told: real time cannot do without it. */
const submitterReferenceRule: Rule = {
  id: 'submitter-reference',
  level: 'note',
  broken: set => {
    const begin = set.segment('BHT')
    return begin && !valueAt(begin, 3) ? [{ at: begin, element: 3 }] : []
  },
}

/** A person must be findable: a member number, or a name with a birth date. */
const findableRule: Rule = {
  id: 'person-not-findable',
  level: 'note',
  broken: person => {
    const name = person.opener
    if (!name) return []
    const [, , last, first, , , , , member] = name.elements
    const born = valueAt(person.segment('DMG'), 2)
    const listed = person.own.some(one => one.id === 'REF')
    return member || listed || (last && first) || (first && born) || (last && born) ? [] : [{ at: name, element: 9 }]
  },
}

const who = (codes: string, references: string, relation: string, named: string): GuideItem[] => [
  segment('NM1', 'R1', named),
  segment('REF', 'S9', `R(${references}) R N N`),
  ...address,
  segment('PRV', 'S1', 'R(@provider) S(9K D3 EI HPI PXC SY TJ) S N*3'),
  segment('DMG', 'S1', 'S(D8) S S(F M) N*8'),
  segment('INS', 'S1', relation),
  segment('HI', 'S1', diagnosis),
  segment('DTP', 'S2', `R(${codes}) R(D8 RD8) R`),
]

const asked = (level: string, amounts: GuideItem[]): GuideItem[] => [
  segment('EQ', 'R1', `S(@service-type) ${procedure} ${level} N ${pointers}`),
  ...amounts,
  segment('III', 'S1', 'R(ZZ) R(@place-of-service) N*7'),
  segment('REF', 'S1', 'R(9F G1) R N N'),
  segment('DTP', 'S1', 'R(291) R(D8 RD8) R'),
]

const trace = segment('TRN', 'S2', 'R(1) R R S')

/** Eligibility inquiry, 005010X279A1: who asks whom, about which subscriber or dependent, for which services. */
export const eligibilityInquiry: Guide = {
  set: '270',
  group: 'HS',
  versions: ['005010X279A1', '005010X279'],
  rules: [submitterReferenceRule],
  items: [
    segment('ST', 'R1', 'R(270) R R(005010X279A1 005010X279)'),
    segment('BHT', 'R1', 'R(0022) R(01 13) S R R S(RT)'),
    loop('2000A', 'R>1', [
      segment('HL', 'R1', 'R N R!(20) R(1)'),
      loop(
        '2100A',
        'R1',
        [segment('NM1', 'R1', 'R(2B 36 GP P5 PR) R(1 2) R S S N S R(24 46 FI NI PI XV XX) R N*3')],
        nameRules,
      ),
      loop('2000B', 'R>1', [
        segment('HL', 'R1', 'R R R!(21) R(1)'),
        loop(
          '2100B',
          'R1',
          [
            segment('NM1', 'R1', 'R(1P 2B 36 80 FA GP P5 PR) R(1 2) R S S N S R(24 34 FI PI PP SV XV XX) R N*3'),
            segment('REF', 'S9', 'R(@receiver-reference) R S N'),
            ...address,
            segment('PRV', 'S1', 'R(@receiver-provider) S(PXC) S N*3'),
          ],
          [...nameRules],
        ),
        loop(
          '2000C',
          'R>1',
          [
            segment('HL', 'R1', 'R R R!(22) R(0 1)'),
            trace,
            loop(
              '2100C',
              'R1',
              [
                ...who(
                  '102 291',
                  '18 1L 1W 3H 6P CT EA EJ F6 GH HJ IG N6 NQ SY Y4',
                  'R(Y) R(18) N*14 R',
                  'R(IL) R(1 2) S S S N S S(II MI) S N*3',
                ),
                loop(
                  '2110C',
                  'S99',
                  asked('S(FAM)', [segment('AMT', 'S1', 'R!(R) R N'), segment('AMT', 'S1', 'R!(PB) R N')]),
                  [pointerRule, spendDownRule],
                ),
              ],
              [...[...nameRules, referenceOnceRule], referenceOnceRule, findableRule, patientNameRule],
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
                    ...who(
                      '102 291',
                      '18 1L 1W 6P CT EA EJ F6 GH HJ IF IG MRC N6 SY Y4',
                      'R(N) R(01 19 34) N*14 S',
                      'R(03) R(1) S S S N S N*5',
                    ),
                    loop('2110D', 'R99', asked('N', []), [pointerRule]),
                  ],
                  [...nameRules, referenceOnceRule, findableRule, patientNameRule],
                ),
              ],
              [traceEntityRule],
            ),
          ],
          [traceEntityRule, inquiryRule],
        ),
      ]),
    ]),
    segment('SE', 'R1', 'R R'),
  ],
}
