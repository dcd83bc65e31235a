import { z } from 'zod'
import { commandContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { alertKinds, hearing, isoDate, relationKinds, someText, textOf } from './contract-parts.ts'
import { alreadyEnded, mergedAway, samePatient } from './contract-refusals.ts'

export const addAlert = commandContract({
  name: 'patients.add-alert',
  summary: 'Puts an alert on a patient: everybody who opens the card sees it.',
  roles: ['secretary', 'manager', 'biller', 'provider', 'privacy-officer'],
  input: z.object({
    patient: idOf('patient'),
    kind: z
      .enum(alertKinds)
      .default('other')
      .meta({ description: 'What it is about', examples: ['access'] }),
    text: someText(500, 'The alert, in plain words', 'Uses a wheelchair: room 3'),
    startsOn: isoDate
      .optional()
      .meta({ description: 'First day it is shown; default today', examples: ['2026-11-24'] }),
    endsOn: isoDate
      .nullable()
      .default(null)
      .meta({ description: 'Last day it is shown; null: until ended', examples: ['2027-01-31'] }),
  }),
  output: z.object({ alert: idOf('alert') }),
  refusals: [mergedAway],
})

export const endAlert = commandContract({
  name: 'patients.end-alert',
  summary: 'Ends an alert; it stays in the history.',
  roles: ['secretary', 'manager', 'biller', 'provider', 'privacy-officer'],
  input: z.object({ alert: idOf('alert') }),
  output: z.object({ alert: idOf('alert'), patient: idOf('patient') }),
  refusals: [alreadyEnded],
})

const person = z.union([
  z.object({ patient: idOf('patient') }),
  z.object({
    name: someText(200, 'Name of somebody who is no patient here', 'Casey Example'),
    phone: textOf(40, 'Telephone of that person, or empty', '(212) 555-0143').default(''),
  }),
])

export const addRelation = commandContract({
  name: 'patients.add-relation',
  summary: 'Notes who somebody is to a patient, and what that person may be told.',
  roles: ['secretary', 'manager', 'biller'],
  input: z.object({
    patient: idOf('patient'),
    other: person.meta({
      description: 'The other person: a patient here, or a name',
      examples: [{ name: 'Casey Example', phone: '(212) 555-0143' }],
    }),
    kind: z.enum(relationKinds).meta({ description: "The other is the patient's ...", examples: ['mother'] }),
    mayHear: z
      .enum(hearing)
      .default('nothing')
      .meta({ description: 'What the patient allows this person to be told', examples: ['appointments'] }),
    proxy: z
      .boolean()
      .default(false)
      .meta({ description: 'May act for the patient (parent of a minor, legal guardian)', examples: [true] }),
    emergency: z
      .boolean()
      .default(false)
      .meta({ description: 'To be called in an emergency', examples: [true] }),
    note: textOf(500, 'A word on it', 'Speaks Spanish').default(''),
  }),
  output: z.object({ relation: idOf('relation') }),
  refusals: [mergedAway, samePatient],
})

export const endRelation = commandContract({
  name: 'patients.end-relation',
  summary: 'Ends a relation, and with it what that person may be told.',
  roles: ['secretary', 'manager', 'biller'],
  input: z.object({ relation: idOf('relation') }),
  output: z.object({ relation: idOf('relation'), patient: idOf('patient') }),
  refusals: [alreadyEnded],
})

const guarantor = z.union([
  z.object({ kind: z.literal('self').meta({ description: 'The patient answers', examples: ['self'] }) }),
  z.object({
    kind: z.literal('patient').meta({ description: 'Another patient here answers', examples: ['patient'] }),
    patient: idOf('patient'),
    relation: textOf(60, 'What that person is to the patient', 'mother').default(''),
  }),
  z.object({
    kind: z.literal('person').meta({ description: 'Somebody else answers', examples: ['person'] }),
    name: someText(200, 'Name', 'Casey Example'),
    relation: textOf(60, 'What that person is to the patient', 'mother').default(''),
    phone: textOf(40, 'Telephone, or empty', '(212) 555-0143').default(''),
    line1: textOf(200, 'Street and number', '12 Sample Street').default(''),
    city: textOf(100, 'City', 'Springfield').default(''),
    state: textOf(60, 'State', 'NY').default(''),
    postalCode: textOf(20, 'Postal code', '10001').default(''),
  }),
])

export const setGuarantor = commandContract({
  name: 'patients.set-guarantor',
  summary: 'Says who answers for the bill: the patient, another patient, or somebody else.',
  roles: ['secretary', 'manager', 'biller'],
  input: z.object({
    patient: idOf('patient'),
    guarantor: guarantor.meta({ description: 'Who answers for the bill', examples: [{ kind: 'self' }] }),
  }),
  output: z.object({ patient: idOf('patient') }),
  refusals: [mergedAway, samePatient],
})
