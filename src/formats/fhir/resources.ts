import {
  type ContactPoint,
  type HumanName,
  type Identifier,
  type PostalAddress,
  type Reference,
  readAddress,
  readAddresses,
  readConcept,
  readDate,
  readIdentifiers,
  readInstant,
  readNames,
  readReference,
  readTelecom,
} from './datatypes.ts'
import { type JsonNode, type JsonObject, readNode } from './json-node.ts'
import type { Problem } from './problem.ts'

export type PatientData = {
  type: 'Patient'
  id: string | null
  identifiers: Identifier[]
  names: HumanName[]
  telecom: ContactPoint[]
  addresses: PostalAddress[]
  gender: 'male' | 'female' | 'other' | 'unknown'
  birthDate: string | null
  deceasedOn: string | null
  /** Said to be dead, with or without the day. */
  deceased: boolean
  /** BCP 47, the preferred one first. */
  languages: string[]
  /** False when the record says of itself that it is no longer in use. */
  active: boolean
}
export type PractitionerData = {
  type: 'Practitioner'
  id: string | null
  identifiers: Identifier[]
  names: HumanName[]
  active: boolean
}
export type OrganizationData = {
  type: 'Organization' | 'Location'
  id: string | null
  identifiers: Identifier[]
  name: string | null
  telecom: ContactPoint[]
  addresses: PostalAddress[]
}
export type EncounterData = {
  type: 'Encounter'
  id: string | null
  identifiers: Identifier[]
  status: string
  className: string
  what: string | null
  subject: Reference | null
  practitioners: Reference[]
  organization: Reference | null
  location: Reference | null
  start: string | null
  end: string | null
}
/** Coverage as it came, with whom it covers; what it means is for later. */
export type CoverageData = {
  type: 'Coverage'
  id: string | null
  identifiers: Identifier[]
  beneficiary: Reference | null
  payor: string | null
  raw: JsonObject
}
export type ResourceData = PatientData | PractitionerData | OrganizationData | EncounterData | CoverageData

export type Read = { data: ResourceData | null; problems: Problem[] }

/** Types that mean something to the front office; every other is left and counted. */
export const readTypes = ['Patient', 'Practitioner', 'Organization', 'Location', 'Encounter', 'Coverage'] as const

/** Reads one resource into data the importer can use. `data` is null where the resource cannot be used at all; the problems say why, and
 *  also what was left out of one that can. */
export function readResource(resource: JsonObject, path: string): Read {
  const problems: Problem[] = []
  const node = readNode(resource, path, problems)
  const reader = readers[resource.resourceType as (typeof readTypes)[number]]
  return { data: reader ? reader(node) : null, problems }
}

const readers: Record<(typeof readTypes)[number], (node: JsonNode) => ResourceData | null> = {
  Patient: readPatient,
  Practitioner: readPractitioner,
  Organization: readOrganization,
  Location: readOrganization,
  Encounter: readEncounter,
  Coverage: readCoverage,
}

const idOfResource = (node: JsonNode) =>
  node.matching('id', /^[A-Za-z0-9\-.]{1,64}$/, 'an id of letters, digits, - and .')

function readPatient(node: JsonNode): PatientData | null {
  const names = readNames(node)
  if (names.length === 0) {
    node.problem('name', 'missing', 'has no usable name')
    return null
  }
  const gender = node.matching('gender', /^(male|female|other|unknown)$/, 'male, female, other or unknown')
  const languages = node
    .list('communication')
    .map(one => ({
      preferred: one.flag('preferred') ?? false,
      code:
        one
          .object('language')
          ?.list('coding')[0]
          ?.matching('code', /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'a language') ?? null,
    }))
    .sort((a, b) => Number(b.preferred) - Number(a.preferred))
    .flatMap(one => (one.code ? [one.code] : []))
  const deceasedOn = Object.hasOwn(node.value, 'deceasedDateTime') ? readDate(node, 'deceasedDateTime') : null
  return {
    type: 'Patient',
    id: idOfResource(node),
    identifiers: readIdentifiers(node),
    names,
    telecom: readTelecom(node),
    addresses: readAddresses(node),
    gender: (gender as PatientData['gender'] | null) ?? 'unknown',
    birthDate: readDate(node, 'birthDate'),
    deceasedOn,
    deceased:
      deceasedOn !== null || Object.hasOwn(node.value, 'deceasedDateTime') || node.flag('deceasedBoolean') === true,
    languages,
    active: node.flag('active') ?? true,
  }
}

function readPractitioner(node: JsonNode): PractitionerData | null {
  const names = readNames(node)
  if (names.length === 0) {
    node.problem('name', 'missing', 'has no usable name')
    return null
  }
  return {
    type: 'Practitioner',
    id: idOfResource(node),
    identifiers: readIdentifiers(node),
    names,
    active: node.flag('active') ?? true,
  }
}

/** A Location has one address, an Organization a list of them; the rest is the same. */
function readOrganization(node: JsonNode): OrganizationData {
  const isLocation = node.value.resourceType === 'Location'
  const single = isLocation ? node.object('address') : null
  return {
    type: isLocation ? 'Location' : 'Organization',
    id: idOfResource(node),
    identifiers: readIdentifiers(node),
    name: node.text('name'),
    telecom: readTelecom(node),
    addresses: isLocation ? [single ? readAddress(single) : null].filter(one => one !== null) : readAddresses(node),
  }
}

function readEncounter(node: JsonNode): EncounterData | null {
  const status = node.text('status')
  if (!status) {
    node.problem('status', 'missing', 'has no status')
    return null
  }
  const period = node.object('period')
  return {
    type: 'Encounter',
    id: idOfResource(node),
    identifiers: readIdentifiers(node),
    status,
    className: node.object('class')?.text('code') ?? '',
    what:
      node
        .list('type')
        .map(readConcept)
        .find(text => text !== null) ?? null,
    subject: readReference(node.object('subject')),
    practitioners: node.list('participant').flatMap(one => readReference(one.object('individual')) ?? []),
    organization: readReference(node.object('serviceProvider')),
    location: readReference(node.list('location')[0]?.object('location') ?? null),
    start: period ? readInstant(period, 'start') : null,
    end: period ? readInstant(period, 'end') : null,
  }
}

function readCoverage(node: JsonNode): CoverageData {
  const payor = node.list('payor')[0] ?? null
  return {
    type: 'Coverage',
    id: idOfResource(node),
    identifiers: readIdentifiers(node),
    beneficiary: readReference(node.object('beneficiary')),
    payor: readReference(payor)?.display ?? readConcept(node.object('type')),
    raw: node.value,
  }
}

/** Coverages that travel inside a claim or an explanation of benefit, as Synthea writes them; contained ids are local to their parent. */
export function containedCoverages(resource: JsonObject, path: string): { data: CoverageData; path: string }[] {
  const problems: Problem[] = []
  const node = readNode(resource, path, problems)
  const patient = readReference(node.object('patient'))
  return node
    .list('contained')
    .filter(one => one.text('resourceType') === 'Coverage')
    .map(one => {
      const data = readCoverage(one)
      return { data: { ...data, beneficiary: data.beneficiary ?? patient }, path: one.path }
    })
}
