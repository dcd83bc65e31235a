import { z } from 'zod'
import { commandContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import {
  addressInput,
  birthDate,
  channels,
  identifierInput,
  isoDate,
  phoneInput,
  sexes,
  someText,
  textOf,
} from './contract-parts.ts'
import { changedMeanwhile, identifierTaken, likelyDuplicate, mergedAway } from './contract-refusals.ts'

const consent = (description: string) =>
  z
    .boolean()
    .nullable()
    .meta({ description: `${description}; null: not asked yet`, examples: [true] })

/** Every field of the record that may be written, with its rules. */
const fields = {
  family: someText(200, 'Family name; a single name goes here', 'Sample'),
  given: textOf(200, 'Given name', 'Jordan'),
  middle: textOf(200, 'Middle names', 'Lee'),
  suffix: textOf(40, 'Suffix', 'Jr.'),
  preferred: textOf(200, 'Name the patient goes by', 'Jo'),
  formerFamily: textOf(200, 'Birth or former family name', 'Example'),
  birthDate,
  sex: z.enum(sexes).meta({ description: 'Administrative sex: F, M, X or unknown', examples: ['F'] }),
  pronouns: textOf(60, 'Pronouns', 'she/her'),
  language: textOf(35, 'Language, BCP 47', 'es'),
  interpreterNeeded: z.boolean().meta({ description: 'An interpreter has to be there', examples: [false] }),
  interpreterLanguage: textOf(35, 'Language of the interpreter, where it differs', 'es'),
  email: z
    .union([z.literal(''), z.email().max(254)])
    .meta({ description: 'E-mail address, or empty', examples: ['jordan@example.org'] }),
  preferredChannel: z
    .enum(channels)
    .nullable()
    .meta({ description: 'How the patient likes to be reached; null: not asked yet', examples: ['text'] }),
  mayText: consent('Reminders may come as text messages'),
  mayEmail: consent('Reminders may come by e-mail'),
  mayLeaveMessage: consent('A message may be left on an answering machine'),
  note: textOf(4000, 'A note for the desk', 'Prefers mornings'),
  deceasedOn: isoDate.nullable().meta({ description: 'Day of death, ISO; null: living', examples: ['2026-01-31'] }),
  phones: z
    .array(phoneInput)
    .max(10)
    .meta({ description: 'Telephones, the first is called first', examples: [[{ number: '(212) 555-0142' }]] }),
  addresses: z
    .array(addressInput)
    .max(6)
    .meta({
      description: 'Addresses that hold now; those left out are ended and kept',
      examples: [[{ line1: '12 Sample Street' }]],
    }),
  identifiers: z
    .array(identifierInput)
    .max(20)
    .meta({
      description: 'Numbers of other systems',
      examples: [[{ system: 'https://example.org/records', value: 'MRN-000123' }]],
    }),
}

/** Registers after a search: likely doubles are refused until the desk says whom the new patient is not. */
export const registerPatient = commandContract({
  name: 'patients.register-patient',
  summary: 'Registers a new patient; refuses when somebody very like is here, unless told who it is not.',
  roles: ['secretary', 'manager'],
  input: z.object({
    family: fields.family,
    given: fields.given.default(''),
    middle: fields.middle.default(''),
    suffix: fields.suffix.default(''),
    preferred: fields.preferred.default(''),
    formerFamily: fields.formerFamily.default(''),
    birthDate: fields.birthDate,
    sex: fields.sex.default('unknown'),
    pronouns: fields.pronouns.default(''),
    language: fields.language.default(''),
    interpreterNeeded: fields.interpreterNeeded.default(false),
    interpreterLanguage: fields.interpreterLanguage.default(''),
    email: fields.email.default(''),
    preferredChannel: fields.preferredChannel.default(null),
    mayText: fields.mayText.default(null),
    mayEmail: fields.mayEmail.default(null),
    mayLeaveMessage: fields.mayLeaveMessage.default(null),
    note: fields.note.default(''),
    deceasedOn: fields.deceasedOn.default(null),
    phones: fields.phones.default([]),
    addresses: fields.addresses.default([]),
    identifiers: fields.identifiers.default([]),
    notADuplicateOf: z
      .array(idOf('patient'))
      .max(50)
      .default([])
      .meta({
        description: 'Patients the desk has looked at and says are other people',
        examples: [['0192d3a0-0000-7000-8000-000000000001']],
      }),
  }),
  output: z.object({ patient: idOf('patient'), chart: z.string(), version: z.number().int() }),
  refusals: [likelyDuplicate, identifierTaken],
})

/** Only what is named changes. `version` is the one the screen was filled from: edits of other fields by others are kept. */
export const changePatient = commandContract({
  name: 'patients.change-patient',
  summary: 'Changes some fields of a patient; edits of other fields made meanwhile are kept.',
  roles: ['secretary', 'manager', 'biller'],
  input: z.object({
    patient: idOf('patient'),
    version: z
      .number()
      .int()
      .positive()
      .meta({ description: 'Version of the record the changes are based on, as patient-card tells it', examples: [1] }),
    changes: z
      .object(fields)
      .partial()
      .meta({ description: 'New values by field; what is not named stays', examples: [{ preferred: 'Jo' }] }),
  }),
  output: z.object({
    patient: idOf('patient'),
    version: z.number().int(),
    /** Fields that really differ from before. */
    changed: z.array(z.string()),
  }),
  refusals: [changedMeanwhile, mergedAway, identifierTaken],
})
