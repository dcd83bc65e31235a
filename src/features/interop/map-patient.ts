import { z } from 'zod'
import { readPhone } from '../../core/phone.ts'
import type { HumanName, Identifier, PostalAddress } from '../../formats/fhir/datatypes.ts'
import type { PatientData } from '../../formats/fhir/resources.ts'

/** A patient as registration and change take one. */
export type MappedPatient = {
  family: string
  given: string
  middle: string
  suffix: string
  preferred: string
  formerFamily: string
  birthDate: string | null
  sex: 'F' | 'M' | 'X' | 'unknown'
  language: string
  email: string
  deceasedOn: string | null
  note: string
  phones: { number: string; kind: 'mobile' | 'home' | 'work' | 'other' }[]
  addresses: {
    kind: 'home' | 'mailing' | 'temporary' | 'work'
    line1: string
    line2: string
    city: string
    state: string
    postalCode: string
    country: string
  }[]
  identifiers: { system: string; value: string }[]
}

/** Something of a resource that was left out though the resource was taken: a field's path and why, or a kind of number and how many. */
export type Remark = { path: string; code: string; message: string }

/** Numbers that are not kept: they open doors elsewhere and the desk needs none of them. By HL7 v2-0203 type, or by system. */
const unwanted: Readonly<Record<string, string>> = {
  SS: 'social security number',
  DL: 'driver’s license number',
  PPN: 'passport number',
  SB: 'social beneficiary number',
}
const ssnSystem = 'http://hl7.org/fhir/sid/us-ssn'

/** What a FHIR patient says, in the practice's words. Wrong or unwanted parts are left out, each with a remark. */
export function mapPatient(
  data: PatientData,
  ask: { path: string; today: string; country: string },
): { patient: MappedPatient; remarks: Remark[] } {
  const remarks: Remark[] = []
  const remark = (field: string, code: string, message: string) =>
    remarks.push({ path: `${ask.path}.${field}`, code, message })
  const name = mainName(data.names)
  const nickname = data.names.find(one => one.use === 'nickname')
  const maiden = data.names.find(one => one.use === 'maiden')
  const birthDate = possibleBirth(data.birthDate, ask.today, remark)
  const deceasedOn = possibleDeath(data.deceasedOn, birthDate, ask.today, remark)
  return {
    patient: {
      family: name.family,
      given: name.given,
      middle: name.middle,
      suffix: name.suffix,
      preferred: nickname ? nickname.given || nickname.family : '',
      formerFamily: maiden && maiden.family !== name.family ? maiden.family : '',
      birthDate,
      sex: ({ male: 'M', female: 'F', other: 'X', unknown: 'unknown' } as const)[data.gender],
      language: (data.languages[0] ?? '').slice(0, 35),
      email: data.telecom.map(one => one.value).find(isEmail) ?? '',
      deceasedOn,
      note: data.deceased && !deceasedOn ? 'Recorded elsewhere as deceased; the day is not known.' : '',
      phones: phonesOf(data, ask.country, remark),
      addresses: data.addresses.slice(0, 6).map(one => addressOf(one, ask.country)),
      identifiers: identifiersOf(data.identifiers, remark),
    },
    remarks,
  }
}

type Note = (field: string, code: string, message: string) => void

const mainName = (names: HumanName[]): HumanName =>
  names.find(one => one.use === 'official') ??
  names.find(one => one.use === 'usual') ??
  names.find(one => one.use !== 'nickname' && one.use !== 'maiden') ??
  names[0]!

const isEmail = (text: string) => z.email().max(254).safeParse(text).success

function possibleBirth(date: string | null, today: string, remark: Note): string | null {
  if (!date) return null
  if (date <= today && Number(date.slice(0, 4)) >= Number(today.slice(0, 4)) - 130) return date
  remark('birthDate', 'bad-value', 'is in the future or more than 130 years ago')
  return null
}

function possibleDeath(date: string | null, birth: string | null, today: string, remark: Note): string | null {
  if (!date) return null
  if (date <= today && (!birth || date >= birth)) return date
  remark('deceasedDateTime', 'bad-value', 'is in the future or before the birth date')
  return null
}

function phonesOf(data: PatientData, country: string, remark: Note): MappedPatient['phones'] {
  const kinds = { mobile: 'mobile', home: 'home', work: 'work' } as const
  const found = new Map<string, MappedPatient['phones'][number]>()
  for (const point of data.telecom) {
    if (point.system !== 'phone') continue
    const read = readPhone(point.value, country)
    if (!read) {
      remark('telecom', 'bad-value', 'is no telephone number that can be dialled')
      continue
    }
    const kind = kinds[point.use as keyof typeof kinds] ?? 'other'
    if (!found.has(read.e164)) found.set(read.e164, { number: read.e164, kind })
  }
  return [...found.values()].slice(0, 10)
}

function addressOf(address: PostalAddress, country: string): MappedPatient['addresses'][number] {
  const kinds = { home: 'home', work: 'work', temp: 'temporary', billing: 'mailing' } as const
  const code = /^[A-Za-z]{2}$/.test(address.country)
    ? address.country.toUpperCase()
    : /^(usa|united states)/i.test(address.country)
      ? 'US'
      : country
  return {
    kind: kinds[address.use as keyof typeof kinds] ?? 'home',
    line1: address.line1,
    line2: address.line2,
    city: address.city,
    state: address.state,
    postalCode: address.postalCode,
    country: code,
  }
}

function identifiersOf(given: Identifier[], remark: Note): MappedPatient['identifiers'] {
  const kept = new Map<string, { system: string; value: string }>()
  for (const { system, value, type } of given) {
    const secret = system === ssnSystem ? unwanted.SS : type ? unwanted[type] : undefined
    if (secret) remark('identifier', 'not-kept', `${secret} is not kept`)
    else if (kept.size < 20) kept.set(`${system}|${value}`, { system, value })
  }
  return [...kept.values()]
}
