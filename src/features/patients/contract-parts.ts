import { z } from 'zod'
import { withoutTurns } from '../../core/bidi.ts'
import { idOf } from '../../core/id.ts'

/** Text as PostgreSQL and every browser can hold it: no NUL, no half of a surrogate pair; trimmed, in one Unicode form. What would turn the way of
 *  reading of the text around it is left out. */
export const textOf = (max: number, description: string, example: string) =>
  z
    .string()
    .refine(text => !text.includes('\0') && text.isWellFormed(), 'holds a character that cannot be stored')
    .overwrite(withoutTurns)
    .normalize('NFC')
    .trim()
    .max(max)
    .meta({ description, examples: [example] })

/** As textOf, and not empty. */
export const someText = (max: number, description: string, example: string) =>
  textOf(max, description, example)
    .min(1)
    .meta({ description, examples: [example] })

export const isoDate = z.iso.date()

export const birthDate = isoDate.nullable().meta({
  description: 'Birth date, ISO (YYYY-MM-DD), not in the future; null when unknown',
  examples: ['1971-04-12'],
})

/** Administrative sex: female, male, another, not known. */
export const sexes = ['F', 'M', 'X', 'unknown'] as const
const phoneKinds = ['mobile', 'home', 'work', 'other'] as const
const addressKinds = ['home', 'mailing', 'temporary', 'work'] as const
export const alertKinds = ['safety', 'allergy', 'access', 'billing', 'privacy', 'courtesy', 'other'] as const
export const relationKinds = [
  'mother',
  'father',
  'parent',
  'child',
  'spouse',
  'partner',
  'sibling',
  'grandparent',
  'guardian',
  'caregiver',
  'friend',
  'other',
] as const
export const hearing = ['nothing', 'appointments', 'everything'] as const
export const channels = ['phone', 'text', 'email', 'mail', 'portal'] as const

const yes = (description: string) =>
  z
    .boolean()
    .default(false)
    .meta({ description, examples: [true] })

export const phoneInput = z
  .object({
    number: someText(
      40,
      "Number in any usual writing; without + it is read in the practice's country",
      '(212) 555-0142',
    ),
    kind: z
      .enum(phoneKinds)
      .default('mobile')
      .meta({ description: 'Where it rings', examples: ['mobile'] }),
    ext: z
      .string()
      .regex(/^\d{0,10}$/, 'must be digits')
      .default('')
      .meta({ description: 'Extension, digits', examples: ['12'] }),
    mayText: yes('Text messages may be sent there'),
    mayLeaveMessage: yes('A message with contents may be left there'),
    note: textOf(200, 'A word on when or whom to ask for', 'after 5 pm').default(''),
  })
  .meta({ description: 'One telephone', examples: [{ number: '(212) 555-0142', kind: 'mobile' }] })

export const addressInput = z
  .object({
    kind: z
      .enum(addressKinds)
      .default('home')
      .meta({ description: 'What it is for', examples: ['home'] }),
    line1: textOf(200, 'Street and number', '12 Sample Street').default(''),
    line2: textOf(200, 'Apartment, care of', 'Apt 4').default(''),
    city: textOf(100, 'City', 'Springfield').default(''),
    state: textOf(60, 'State or region', 'NY').default(''),
    postalCode: textOf(20, 'Postal code', '10001').default(''),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be two capital letters')
      .default('US')
      .meta({ description: 'Country, ISO 3166 two letters', examples: ['US'] }),
  })
  .meta({ description: 'One address', examples: [{ line1: '12 Sample Street', city: 'Springfield', state: 'NY' }] })

export const identifierInput = z
  .object({
    system: someText(200, 'Who gave the number, as URI or name', 'https://example.org/records'),
    value: someText(200, 'The number itself', 'MRN-000123'),
  })
  .meta({
    description: 'A number another system knows the patient by',
    examples: [{ system: 'https://example.org/records', value: 'MRN-000123' }],
  })

/** One patient on one line: what lists, the screen pop and warnings show. */
export const patientLine = z.object({
  id: idOf('patient'),
  chart: z.string(),
  family: z.string(),
  given: z.string(),
  middle: z.string(),
  suffix: z.string(),
  preferred: z.string(),
  birthDate: z.string().nullable(),
  /** Whole years today, null without a birth date. */
  age: z.number().int().nullable(),
  sex: z.enum(sexes),
  pronouns: z.string(),
  /** The first telephone, E.164, or ''. */
  phone: z.string(),
  deceased: z.boolean(),
})

export const phoneOutput = z.object({
  id: idOf('phone'),
  number: z.string(),
  kind: z.enum(phoneKinds),
  ext: z.string(),
  mayText: z.boolean(),
  mayLeaveMessage: z.boolean(),
  note: z.string(),
})

export const addressOutput = z.object({
  id: idOf('address'),
  kind: z.enum(addressKinds),
  line1: z.string(),
  line2: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  country: z.string(),
  startsOn: z.string(),
  endedOn: z.string().nullable(),
})
