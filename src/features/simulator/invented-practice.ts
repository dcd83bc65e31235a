import type { RoleKey } from '../../core/contract.ts'

/** Wall-clock stretches of one weekday (1 Monday to 7 Sunday) at one location, by position. */
export type Stretch = {
  weekday: number
  location: number
  from: string
  to: string
  /** Name of the session. */
  name?: string
  /** Held every so many weeks only: nothing is invented in it. */
  everyWeeks?: number
  week?: number
  /** Kept for these visit types, by position. */
  visitTypes?: number[]
  reserve?: 'same-day'
  releaseHours?: number
}

export type InventedProvider = {
  given: string
  family: string
  credential: string
  specialty: string
  color: 'amber' | 'blue' | 'green' | 'teal' | 'violet'
  location: number
  hours: Stretch[]
  /** Visit types by position with weight: what this provider's days are made of. */
  mix: readonly (readonly [number, number])[]
}

export type InventedRoom = { location: number; name: string; kind: 'exam' | 'procedure' }
export type InventedPerson = { name: string; email: string; roles: RoleKey[]; provider: number | null }

export const locations = [
  {
    name: 'Main Street',
    street: '1 Main Street',
    city: 'Exampleville',
    state: 'NY',
    postalCode: '10001',
    phone: '+12125550100',
  },
  {
    name: 'Lakeside',
    street: '20 Lakeside Example Road',
    city: 'Lakeside Example',
    state: 'NY',
    postalCode: '10003',
    phone: '+12125550101',
  },
] as const

export const visitTypes = [
  {
    name: 'Follow-up',
    shortName: 'f/u',
    aliases: ['followup', 'fu', 'recheck', 'return'],
    minutes: 20,
    color: 'follow',
  },
  { name: 'New patient', shortName: 'new', aliases: ['np', 'first visit'], minutes: 40, color: 'new' },
  { name: 'Physical', shortName: 'phys', aliases: ['annual', 'checkup', 'pe'], minutes: 40, color: 'phys' },
  { name: 'Well child', shortName: 'wcc', aliases: ['well child check', 'child'], minutes: 30, color: 'phys' },
  {
    name: 'Video visit',
    shortName: 'video',
    aliases: ['televisit', 'online'],
    minutes: 20,
    color: 'video',
    video: true,
  },
  { name: 'Sick visit', shortName: 'sick', aliases: ['same day', 'urgent', 'acute'], minutes: 20, color: 'urgent' },
  {
    name: 'Biopsy',
    shortName: 'bx',
    aliases: ['skin biopsy'],
    minutes: 40,
    color: 'proc',
    needsRoom: true,
    prepareMinutes: 10,
    cleanMinutes: 10,
  },
  {
    name: 'Mole removal',
    shortName: 'mole',
    aliases: ['excision'],
    minutes: 60,
    color: 'proc',
    needsRoom: true,
    prepareMinutes: 10,
    cleanMinutes: 10,
  },
  {
    name: 'Joint injection',
    shortName: 'inj',
    aliases: ['knee injection', 'shoulder injection'],
    minutes: 30,
    color: 'proc',
    needsRoom: true,
    prepareMinutes: 5,
    cleanMinutes: 5,
  },
  { name: 'Vaccination', shortName: 'vax', aliases: ['flu shot', 'shot', 'immunization'], minutes: 10, color: 'other' },
] as const

export const rooms: InventedRoom[] = [
  ...[1, 2, 3, 4, 5, 6].map(n => ({ location: 0, name: `Room ${n}`, kind: 'exam' as const })),
  { location: 0, name: 'Procedure room', kind: 'procedure' },
  ...[1, 2, 3].map(n => ({ location: 1, name: `Lake room ${n}`, kind: 'exam' as const })),
  { location: 1, name: 'Lake procedure room', kind: 'procedure' },
]

/** A working day with lunch from noon to one. */
function day(weekday: number, location: number, from: string, to: string): Stretch[] {
  return [
    { weekday, location, from, to: '12:00' },
    { weekday, location, from: '13:00', to },
  ]
}
const week = [1, 2, 3, 4, 5]

const familyMix = [
  [0, 46],
  [1, 10],
  [2, 12],
  [4, 10],
  [5, 12],
  [6, 3],
  [8, 4],
  [9, 3],
] as const
const nurseMix = [
  [0, 44],
  [1, 10],
  [2, 8],
  [4, 14],
  [5, 16],
  [9, 8],
] as const
const skinMix = [
  [0, 40],
  [1, 18],
  [6, 18],
  [7, 12],
  [4, 12],
] as const
const childMix = [
  [0, 24],
  [1, 8],
  [3, 36],
  [5, 20],
  [9, 12],
] as const

const first: InventedProvider[] = [
  {
    given: 'Dana',
    family: 'Lee',
    credential: 'MD',
    specialty: 'Family medicine',
    color: 'blue',
    location: 0,
    mix: familyMix,
    hours: week.flatMap(d =>
      d === 3 ? [{ weekday: 3, location: 0, from: '08:00', to: '12:00' }] : day(d, 0, '08:00', '17:00'),
    ),
  },
  {
    given: 'Luz',
    family: 'Ortiz',
    credential: 'NP',
    specialty: 'Family medicine',
    color: 'teal',
    location: 0,
    mix: nurseMix,
    hours: week.flatMap(d => day(d, d === 4 ? 1 : 0, '08:00', '16:40')),
  },
  {
    given: 'Anil',
    family: 'Patel',
    credential: 'MD',
    specialty: 'Dermatology',
    color: 'violet',
    location: 0,
    mix: skinMix,
    hours: week.flatMap(d => day(d, d === 5 ? 1 : 0, '08:20', '16:20')),
  },
  {
    given: 'Eva',
    family: 'Novak',
    credential: 'PA',
    specialty: 'Family medicine',
    color: 'amber',
    location: 0,
    mix: nurseMix,
    hours: week.flatMap(d => day(d, 0, '10:00', '18:00')),
  },
  {
    given: 'Chidi',
    family: 'Okafor',
    credential: 'MD',
    specialty: 'Pediatrics',
    color: 'green',
    location: 1,
    mix: childMix,
    hours: week.flatMap(d => day(d, d === 2 || d === 5 ? 0 : 1, '08:40', '17:00')),
  },
]

/** The five providers of the demo; beyond them, for load, as many more as are asked for. */
export function inventProviders(count: number): InventedProvider[] {
  return Array.from({ length: count }, (_, n) => {
    const model = first[n % first.length]!
    return n < first.length ? model : { ...model, family: `${model.family}-Extra${n + 1}` }
  })
}

/** Who works here: one person a role at least, two secretaries, and each of the demo's providers. `mark` keeps the e-mail addresses of
 *  several made clinics apart; the demo has none. */
export function inventPeople(providers: InventedProvider[], mark: string): InventedPerson[] {
  const email = (name: string) => `${name}${mark}@demo.example`
  return [
    { name: 'Sam Secretary', email: email('secretary'), roles: ['secretary'], provider: null },
    { name: 'Robin Reception', email: email('reception'), roles: ['secretary'], provider: null },
    { name: 'Billie Biller', email: email('biller'), roles: ['biller'], provider: null },
    { name: 'Morgan Manager', email: email('manager'), roles: ['manager'], provider: null },
    { name: 'Piper Privacy', email: email('privacy'), roles: ['privacy-officer'], provider: null },
    ...providers.slice(0, first.length).map((provider, n) => ({
      name: `${provider.given} ${provider.family}, ${provider.credential}`,
      email: email(provider.family.toLowerCase()),
      roles: ['provider' as const],
      provider: n,
    })),
  ]
}
