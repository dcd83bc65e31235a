import type { MessageKind } from '../calls/contract.ts'

/** The pools of the full clinic, and whose they are. */
export const messagePools = [
  { name: 'Front desk', of: ['secretary', 'reception'] },
  { name: 'Billing', of: ['biller', 'reception'] },
  { name: 'Nurses', of: ['nurse', 'manager'] },
] as const
export type PoolName = (typeof messagePools)[number]['name']

const usual = {
  urgentMinutes: 30,
  todayBy: '17:00',
  normalDays: 1,
  normalBy: '12:00',
  escalateAgainMinutes: 60,
  escalateMost: 2,
  tries: 3,
  tryDays: 2,
  tryHoursApart: 3,
}

/** How soon each kind is due, and to whom it also goes when it is overdue. */
export const messageRules = [
  { ...usual, kind: 'call-back', priority: 'today', escalateAfterMinutes: 120, escalateTo: 'manager' },
  { ...usual, kind: 'refill', priority: 'today', escalateAfterMinutes: 60, escalateTo: 'Nurses' },
  { ...usual, kind: 'result', priority: 'today', escalateAfterMinutes: 120, escalateTo: 'Nurses' },
  { ...usual, kind: 'form', priority: 'normal', normalDays: 3, escalateAfterMinutes: null, escalateTo: null },
  { ...usual, kind: 'referral', priority: 'normal', normalDays: 2, escalateAfterMinutes: 240, escalateTo: 'manager' },
  { ...usual, kind: 'billing', priority: 'normal', normalDays: 2, escalateAfterMinutes: 240, escalateTo: 'manager' },
] as const

export const readyTexts: readonly { kind: MessageKind; name: string; text: string }[] = [
  {
    kind: 'refill',
    name: 'Refill, routine',
    text: '{patient} ({birthDate}) asks for a refill. Last seen by {provider} on {date}.',
  },
  {
    kind: 'refill',
    name: 'Refill, runs out today',
    text: '{patient} ({birthDate}) has none left after today and asks for a refill.',
  },
  {
    kind: 'result',
    name: 'Result, is it there?',
    text: '{patient} ({birthDate}) asks whether the result is there. May be told by telephone.',
  },
  {
    kind: 'form',
    name: 'Form to sign',
    text: 'A form for {patient} lies at the front desk. Please sign; {me} tells the patient.',
  },
  {
    kind: 'referral',
    name: 'Referral wanted',
    text: '{patient} ({birthDate}) asks for a referral. {provider} spoke of it on {date}.',
  },
  {
    kind: 'billing',
    name: 'Billing question',
    text: '{patient} asks about the statement for the visit of {date}. Please call back.',
  },
  {
    kind: 'call-back',
    name: 'Call back, as asked',
    text: '{patient} asks to be called back. {me} took the call at {time}.',
  },
]

/** Somebody of the clinic: by role at the desk, or a provider by position. */
export type Whose = 'secretary' | 'reception' | 'biller' | 'manager' | 'nurse' | number

export type InventedTask = {
  kind: MessageKind
  text: string
  fields?: Record<string, string>
  /** Days before today, for the fields that name a day. */
  days?: Record<string, number>
  patient: number | null
  from: Whose
  to: PoolName | Whose
  /** Hours since it was left. */
  leftAgo: number
  /** Hours from now until it is due; negative: overdue so long. */
  dueIn: number
  priority: 'urgent' | 'today' | 'normal'
  /** What happened since, hours ago, oldest first. */
  since: readonly (
    | { ago: number; by: Whose; deed: 'see' | 'claim' }
    | { ago: number; by: Whose; deed: 'answer'; text: string }
    | { ago: number; by: Whose; deed: 'try'; result: 'no-answer' | 'voicemail' | 'wrong-number' }
  )[]
}

/** What waits in the pools: some due soon, some overdue, one in somebody's hands, one answered back, call-backs tried, one whose letter is due. */
export const inventedTasks: readonly InventedTask[] = [
  {
    kind: 'refill',
    text: 'Runs out tomorrow; same dose as before.',
    fields: { medicine: 'Examplomycin', strength: '250 mg, twice a day', pharmacy: 'Exampleville Pharmacy' },
    days: { lastFilled: 29 },
    patient: 11,
    from: 'secretary',
    to: 'Nurses',
    leftAgo: 2,
    dueIn: 1.5,
    priority: 'today',
    since: [{ ago: 1, by: 'nurse', deed: 'see' }],
  },
  {
    kind: 'refill',
    text: 'Called twice about it; the pharmacy has heard nothing.',
    fields: { medicine: 'Demostatin', strength: '20 mg at night', pharmacy: 'Lakeside Sample Drugs' },
    patient: 12,
    from: 'reception',
    to: 0,
    leftAgo: 7,
    dueIn: -2.5,
    priority: 'today',
    since: [],
  },
  {
    kind: 'result',
    text: 'Asks whether the result is there; may be told by telephone.',
    fields: { test: 'Sample blood count' },
    days: { takenOn: 4 },
    patient: 13,
    from: 'reception',
    to: 'Nurses',
    leftAgo: 5,
    dueIn: -1.2,
    priority: 'today',
    since: [],
  },
  {
    kind: 'form',
    text: 'The mother picks it up at the desk.',
    fields: { form: 'School sports form', forWhom: 'Exampleville School' },
    days: { neededBy: -4 },
    patient: 14,
    from: 'secretary',
    to: 1,
    leftAgo: 20,
    dueIn: 26,
    priority: 'normal',
    since: [
      { ago: 3, by: 1, deed: 'see' },
      { ago: 2.5, by: 1, deed: 'answer', text: 'Signed, it lies in the tray. Please tell the mother.' },
    ],
  },
  {
    kind: 'referral',
    text: 'Wants it sent before the end of the week.',
    fields: { to: 'Sample Cardiology, Exampleville', reason: 'As spoken of at the last visit', urgency: 'soon' },
    patient: 15,
    from: 0,
    to: 'Front desk',
    leftAgo: 4,
    dueIn: 3,
    priority: 'normal',
    since: [{ ago: 1, by: 'reception', deed: 'claim' }],
  },
  {
    kind: 'billing',
    text: 'Paid the copay at the desk and finds it on the statement again.',
    fields: { question: 'Copay billed twice' },
    days: { visitOn: 24 },
    patient: 16,
    from: 'secretary',
    to: 'Billing',
    leftAgo: 3,
    dueIn: 21,
    priority: 'normal',
    since: [],
  },
  {
    kind: 'billing',
    text: 'Asks for a payment plan in small steps.',
    fields: { question: 'Payment plan' },
    patient: 17,
    from: 'secretary',
    to: 'Billing',
    leftAgo: 30,
    dueIn: -5,
    priority: 'normal',
    since: [{ ago: 20, by: 'biller', deed: 'see' }],
  },
  {
    kind: 'call-back',
    text: 'About the preparation for the procedure.',
    fields: { bestTime: 'in the afternoon' },
    patient: 18,
    from: 'secretary',
    to: 'Front desk',
    leftAgo: 6,
    dueIn: -3.5,
    priority: 'today',
    since: [{ ago: 3.4, by: 'reception', deed: 'try', result: 'no-answer' }],
  },
  {
    kind: 'call-back',
    text: 'To move the visit; the provider is away that day.',
    patient: 19,
    from: 'reception',
    to: 'Front desk',
    leftAgo: 28,
    dueIn: -24,
    priority: 'today',
    since: [
      { ago: 27, by: 'secretary', deed: 'try', result: 'voicemail' },
      { ago: 1.5, by: 'secretary', deed: 'try', result: 'wrong-number' },
    ],
  },
  {
    kind: 'note',
    text: 'The interpreter line has a new code; it hangs beside the printer.',
    patient: null,
    from: 'manager',
    to: 'Front desk',
    leftAgo: 3,
    dueIn: 20,
    priority: 'normal',
    since: [],
  },
  {
    kind: 'note',
    text: 'Order window envelopes: two boxes are left.',
    patient: null,
    from: 'secretary',
    to: 'secretary',
    leftAgo: 22,
    dueIn: 2,
    priority: 'today',
    since: [],
  },
]
