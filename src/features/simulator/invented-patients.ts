import { familyNames, givenNames, languages, nicknames } from './invented-names.ts'
import { streets, towns } from './invented-places.ts'
import type { Seeded } from './seeded.ts'

export type InventedPatient = {
  family: string
  given: string
  preferred: string
  birthDate: string
  sex: 'F' | 'M' | 'X'
  pronouns: string
  language: string
  interpreterNeeded: boolean
  email: string
  preferredChannel: 'phone' | 'text' | 'email' | null
  phones: { number: string; kind: 'mobile' | 'home'; mayText: boolean; mayLeaveMessage: boolean }[]
  address: { line1: string; city: string; state: string; postalCode: string }
  alerts: { kind: 'safety' | 'allergy' | 'access' | 'billing' | 'privacy' | 'courtesy'; text: string }[]
  /** Who else may be told: another invented patient by position, or a name. */
  relations: {
    other: number | string
    kind: 'mother' | 'father' | 'spouse' | 'child' | 'caregiver'
    mayHear: 'appointments' | 'everything'
    proxy: boolean
  }[]
}

/** Area codes for invented numbers: with 555-0100 to 555-0199 each has a hundred numbers that nobody will ever be given. */
const areaCodes = [212, 315, 347, 516, 518, 585, 607, 631, 646, 716, 718, 845, 914, 917, 929, 934]

const alertTexts = [
  ['access', 'Uses a wheelchair: room with the wide door'],
  ['access', 'Hard of hearing: face the patient, speak slowly'],
  ['access', 'Sees poorly: read forms aloud'],
  ['allergy', 'Latex allergy: no latex gloves'],
  ['courtesy', 'Afraid of needles: book with time'],
  ['courtesy', 'Comes by bus from Testing Falls: not before 9:30'],
  ['privacy', 'Do not leave messages at home'],
  ['billing', 'Ask for the new insurance card'],
  ['safety', 'Comes with a service dog'],
] as const

/** People of the design's picture, so that the demo looks like it: Jane and Tom Smith share a number. */
const known: readonly Partial<InventedPatient>[] = [
  {
    family: 'Smith',
    given: 'Jane',
    birthDate: '1971-04-12',
    sex: 'F',
    pronouns: 'she/her',
    language: 'es',
    interpreterNeeded: true,
  },
  { family: 'Smith', given: 'Tom', birthDate: '1969-09-30', sex: 'M' },
  { family: 'Gomez', given: 'Rafael', birthDate: '1958-02-03', sex: 'M', language: 'es' },
  { family: 'Tanaka', given: 'Aiko', birthDate: '1990-06-21', sex: 'F' },
  { family: 'Brown', given: 'Mary', birthDate: '1947-11-08', sex: 'F' },
  { family: 'Khan', given: 'Idris', birthDate: '1984-01-17', sex: 'M' },
  { family: 'Ortega', given: 'Nina', birthDate: '1979-08-29', sex: 'F' },
  { family: 'Weiss', given: 'Paul', birthDate: '1965-05-05', sex: 'M' },
  { family: 'Mensah', given: 'Kofi', birthDate: '1993-12-02', sex: 'M' },
]

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase() || 'someone'

/** Invents patients of all ages, some of them families under one number. The same seed invents the same people; no two have both name and
 *  birth date in common. `today` bounds the ages. */
export function inventPatients(chance: Seeded, count: number, today: Temporal.PlainDate): InventedPatient[] {
  const people: InventedPatient[] = []
  const taken = new Set<string>()
  const mailboxes = new Map<string, number>()
  while (people.length < count) {
    const place = people.length
    const given = known[place] ?? {}
    const sharing =
      given.family === 'Smith' && given.given === 'Tom'
        ? people[0]!
        : place > 12 && chance.chance(0.14)
          ? people[place - 1]!
          : null
    const person = invent(chance, today, place, sharing, given)
    const key = `${person.family}|${person.given}|${person.birthDate}`
    if (taken.has(key)) continue
    taken.add(key)
    if (sharing) relate(person, sharing, place)
    people.push({ ...person, email: mailbox(person.email, mailboxes) })
  }
  return people
}

/** The address of a name: bare for the first who bears it, numbered for those after. */
function mailbox(name: string, given: Map<string, number>): string {
  if (name === '') return ''
  const nth = (given.get(name) ?? 0) + 1
  given.set(name, nth)
  return `${name}${nth === 1 ? '' : nth}@demo.example`
}

function invent(
  chance: Seeded,
  today: Temporal.PlainDate,
  place: number,
  sharing: InventedPatient | null,
  given: Partial<InventedPatient>,
): InventedPatient {
  const sex =
    given.sex ??
    chance.weighted([
      ['F', 54],
      ['M', 45],
      ['X', 1],
    ] as const)
  const family = given.family ?? sharing?.family ?? chance.pick(familyNames)
  const first = given.given ?? chance.pick(givenNames[sex === 'X' ? chance.pick(['F', 'M'] as const) : sex])
  const language = given.language ?? sharing?.language ?? chance.weighted(languages)
  const [city, state, postalCode] = chance.pick(towns)
  const area = areaCodes[Math.floor(place / 100) % areaCodes.length]!
  const number =
    given.given === 'Jane' && place === 0
      ? '(212) 555-0142'
      : `(${area}) 555-01${String((place * 37 + 43) % 100).padStart(2, '0')}`
  return {
    family,
    given: first,
    preferred: chance.chance(0.5) ? (nicknames[first] ?? '') : '',
    birthDate: given.birthDate ?? birthDate(chance, today),
    sex,
    pronouns:
      given.pronouns ?? (sex === 'X' ? 'they/them' : chance.chance(0.12) ? (sex === 'F' ? 'she/her' : 'he/him') : ''),
    language: language || 'en',
    interpreterNeeded: given.interpreterNeeded ?? (language !== '' && language !== 'en' && chance.chance(0.45)),
    email: chance.chance(0.7) ? `${plain(first)}.${plain(family)}` : '',
    preferredChannel: chance.weighted([
      ['text', 5],
      ['phone', 3],
      ['email', 1],
      [null, 3],
    ] as const),
    phones: sharing
      ? [{ ...sharing.phones[0]! }]
      : [
          { number, kind: 'mobile', mayText: chance.chance(0.7), mayLeaveMessage: chance.chance(0.6) },
          ...(chance.chance(0.2)
            ? [
                {
                  number: `(${area}) 555-01${String((place * 53 + 7) % 100).padStart(2, '0')}`,
                  kind: 'home' as const,
                  mayText: false,
                  mayLeaveMessage: chance.chance(0.5),
                },
              ]
            : []),
        ],
    address: sharing?.address ?? { line1: `${chance.whole(1, 400)} ${chance.pick(streets)}`, city, state, postalCode },
    alerts: chance.chance(0.12) ? [chance.pick(alertTexts)].map(([kind, text]) => ({ kind, text })) : [],
    relations: chance.chance(0.04)
      ? [
          {
            other: `${chance.pick(givenNames.F)} ${chance.pick(familyNames)}`,
            kind: 'caregiver',
            mayHear: chance.pick(['appointments', 'everything'] as const),
            proxy: false,
          },
        ]
      : [],
  }
}

/** Ages of a family practice: children, many of middle age, the old more often than their number. */
function birthDate(chance: Seeded, today: Temporal.PlainDate): string {
  const [least, most] = chance.weighted([
    [[0, 17], 22],
    [[18, 44], 30],
    [[45, 64], 26],
    [[65, 94], 22],
  ] as const)
  return today.subtract({ days: chance.whole(least * 365 + 30, most * 365 + 364) }).toString()
}

/** A child may be spoken for by the parent; grown-ups under one roof may hear of each other's appointments. */
function relate(person: InventedPatient, sharing: InventedPatient, place: number): void {
  const years = (date: string) => Number(date.slice(0, 4))
  const gap = years(person.birthDate) - years(sharing.birthDate)
  if (gap >= 18) {
    person.relations.push({
      other: place - 1,
      kind: sharing.sex === 'M' ? 'father' : 'mother',
      mayHear: 'everything',
      proxy: gap >= 18 && years(person.birthDate) > years(sharing.birthDate) + 17,
    })
  } else {
    person.relations.push({ other: place - 1, kind: 'spouse', mayHear: 'appointments', proxy: false })
  }
}
