import { z } from 'zod'
import { queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import {
  addressOutput,
  alertKinds,
  birthDate,
  channels,
  hearing,
  patientLine,
  phoneOutput,
  relationKinds,
  textOf,
} from './contract-parts.ts'

const refreshedBy = ['patients.patient-registered', 'patients.patient-changed', 'patients.patients-merged']

/** Why somebody was found: which word of the question met what, and how. */
export const matchWord = z.object({
  word: z.string(),
  on: z.enum([
    'family',
    'given',
    'middle',
    'preferred',
    'former',
    'birth-date',
    'phone',
    'chart',
    'email',
    'identifier',
  ]),
  how: z.enum(['exact', 'prefix', 'nickname', 'sound', 'spelling']),
  /** What stands in the record. */
  met: z.string(),
})

export const searchPatients = queryContract({
  name: 'patients.search-patients',
  summary:
    'Finds patients by any words: names, birth date in any usual writing, phone, chart number, e-mail; best first.',
  roles: ['secretary', 'biller', 'provider', 'manager', 'privacy-officer'],
  input: z.object({
    text: textOf(200, 'What is known, in any order', 'smi jan 4/12/71'),
    limit: z
      .number()
      .int()
      .min(1)
      .max(50)
      .default(12)
      .meta({ description: 'How many at most', examples: [12] }),
  }),
  output: z.object({
    patients: z.array(
      patientLine.extend({
        why: z.array(matchWord),
        /** Chart number of the merged record that was found, when the survivor is shown in its stead. */
        foundAs: z.string().nullable(),
      }),
    ),
    /** True when nothing fits as written and the list is a guess. */
    guessed: z.boolean(),
  }),
  refreshedBy,
})

export const findDuplicates = queryContract({
  name: 'patients.find-duplicates',
  summary: 'Who is here already that a half-typed registration may be; meant to be asked while typing.',
  roles: ['secretary', 'manager'],
  input: z.object({
    family: textOf(200, 'Family name so far', 'Sample').default(''),
    given: textOf(200, 'Given name so far', 'Jordan').default(''),
    birthDate: birthDate.default(null),
    phone: textOf(40, 'Telephone so far', '(212) 555-0142').default(''),
    email: textOf(254, 'E-mail so far', 'jordan@example.org').default(''),
    except: idOf('patient')
      .optional()
      .meta({ description: 'A patient to leave out: the one whose card is open', 'x-noun': 'patient' }),
  }),
  output: z.object({
    candidates: z.array(
      patientLine.extend({
        /** 'likely' would refuse the registration, 'possible' is a hint. */
        how: z.enum(['likely', 'possible']),
        /** What agrees. */
        why: z.array(z.enum(['name', 'similar-name', 'birth-date', 'phone', 'email'])),
      }),
    ),
  }),
  refreshedBy,
})

const mark = z.object({
  at: z.string(),
  by: z.string(),
  because: z.enum(['registered', 'changed', 'merged', 'merge-undone']),
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
})

const relation = z.object({
  relation: idOf('relation'),
  kind: z.enum(relationKinds),
  patient: idOf('patient').nullable(),
  name: z.string(),
  phone: z.string(),
  mayHear: z.enum(hearing),
  proxy: z.boolean(),
  emergency: z.boolean(),
  note: z.string(),
})

export const patientCard = queryContract({
  name: 'patients.patient-card',
  summary: 'Everything the desk may see of one patient. A merged record tells its survivor.',
  roles: ['secretary', 'biller', 'provider', 'manager', 'privacy-officer'],
  input: z.object({ patient: idOf('patient') }),
  output: patientLine.extend({
    version: z.number().int(),
    /** Set when this record was merged away: open that one. */
    mergedInto: idOf('patient').nullable(),
    formerFamily: z.string(),
    language: z.string(),
    interpreterNeeded: z.boolean(),
    interpreterLanguage: z.string(),
    email: z.string(),
    preferredChannel: z.enum(channels).nullable(),
    mayText: z.boolean().nullable(),
    mayEmail: z.boolean().nullable(),
    mayLeaveMessage: z.boolean().nullable(),
    note: z.string(),
    deceasedOn: z.string().nullable(),
    registeredAt: z.string(),
    phones: z.array(phoneOutput),
    addresses: z.array(addressOutput),
    formerAddresses: z.array(addressOutput),
    identifiers: z.array(z.object({ system: z.string(), value: z.string() })),
    alerts: z.array(
      z.object({
        alert: idOf('alert'),
        kind: z.enum(alertKinds),
        text: z.string(),
        startsOn: z.string(),
        endsOn: z.string().nullable(),
        by: z.string(),
      }),
    ),
    /** Who others are to this patient. */
    relations: z.array(relation),
    /** Patients to whom this one is something: the same facts read from the other side. */
    relatedTo: z.array(relation),
    guarantor: z.object({
      kind: z.enum(['self', 'patient', 'person']),
      patient: idOf('patient').nullable(),
      name: z.string(),
      relation: z.string(),
      phone: z.string(),
    }),
    /** Former chart numbers: of records merged into this one. */
    formerCharts: z.array(z.string()),
    /** The latest changes, newest first. */
    recent: z.array(mark),
  }),
  refreshedBy,
})

export const patientHistory = queryContract({
  name: 'patients.patient-history',
  summary: 'Every change of a patient, newest first: field, before, after, who, when.',
  roles: ['secretary', 'biller', 'manager', 'privacy-officer'],
  input: z.object({
    patient: idOf('patient'),
    limit: z
      .number()
      .int()
      .min(1)
      .max(500)
      .default(100)
      .meta({ description: 'How many at most', examples: [100] }),
    before: z
      .number()
      .int()
      .positive()
      .optional()
      .meta({ description: 'Only versions below this one, to read on', examples: [40] }),
  }),
  output: z.object({ changes: z.array(mark.extend({ version: z.number().int() })) }),
  refreshedBy,
})
