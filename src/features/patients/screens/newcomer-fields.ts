import { readPhone } from '../../../core/phone.ts'
import type { Newcomer } from '../../../web/app/newcomer.ts'
import { phone, thePlace } from '../../../web/kit/format.ts'
import { birthDatesIn } from './birth-dates.ts'

/** The six fields of a registration, as typed. */
export type RegistrationText = {
  family: string
  given: string
  birthDate: string
  sex: 'F' | 'M' | 'X' | 'unknown'
  phone: string
  email: string
  /** The call this is for: tied to the new patient. */
  call: string | null
  /** Looked at, and said to be somebody else. */
  setAside: string[]
}

export const emptyRegistration: RegistrationText = {
  family: '',
  given: '',
  birthDate: '',
  sex: 'unknown',
  phone: '',
  email: '',
  call: null,
  setAside: [],
}

const capital = (word: string) =>
  word === word.toLowerCase() ? word.replace(/(^|[-' ])\p{L}/gu, letter => letter.toUpperCase()) : word

/** Sorts what was typed in a search into the fields: an e-mail, a phone, a birth date, and the rest as name ("jane doe", "Doe, Jane"). */
export function fieldsFrom(known: Newcomer): RegistrationText {
  const fields = { ...emptyRegistration, phone: known.phone && phone(known.phone), call: known.call }
  let words = known.text.trim().replace(/\s+/g, ' ').split(' ').filter(Boolean)
  const email = words.find(word => /^\S+@\S+\.\S+$/.test(word))
  if (email) {
    fields.email = email
    words = words.filter(word => word !== email)
  }
  // The longest run of words that reads as a date, then as a phone: "jane doe 12 apr 1971", "doe 212 555 0142".
  words = takeRun(
    words,
    run => birthDatesIn(run).length > 0,
    run => {
      fields.birthDate = run
    },
  )
  words = takeRun(
    words,
    run => /^\+?[\d().\-/ ]{7,}$/.test(run) && readPhone(run, thePlace().country) !== null,
    run => {
      fields.phone ||= run
    },
  )
  const name = words.filter(word => !/\d/.test(word)).join(' ')
  const comma = name.split(/\s*,\s*/).filter(Boolean)
  if (comma.length > 1) {
    fields.family = capital(comma[0]!)
    fields.given = capital(comma.slice(1).join(' '))
    return fields
  }
  const parts = (comma[0] ?? '').split(' ').filter(Boolean)
  const particle = parts.findIndex(
    (word, at) => at > 0 && /^(de|del|della|di|da|van|von|der|den|ter|la|le|el|al|bin|ibn|st\.?)$/i.test(word),
  )
  const familyAt = particle > 0 ? particle : parts.length > 1 ? parts.length - 1 : 0
  fields.given = parts.slice(0, familyAt).map(capital).join(' ')
  fields.family = parts
    .slice(familyAt)
    .map((word, at, all) => (at < all.length - 1 && particle > 0 ? word : capital(word)))
    .join(' ')
  return fields
}

function takeRun(words: string[], fits: (run: string) => boolean, take: (run: string) => void): string[] {
  for (let length = Math.min(4, words.length); length > 0; length--) {
    for (let at = 0; at + length <= words.length; at++) {
      const run = words.slice(at, at + length).join(' ')
      if (!fits(run)) continue
      take(run.replace(/,$/, ''))
      return [...words.slice(0, at), ...words.slice(at + length)]
    }
  }
  return words
}
