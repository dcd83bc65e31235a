import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'

export type PhoneNumber = { e164: string; ext: string }

/** Reads a number in any usual writing; without '+' it is one of the country (ISO 3166, two letters). Null when it cannot be dialled.
 *  The length alone decides, not whether the number is given out: 555-01xx never is, and a new area code must not be refused. */
export function readPhone(text: string, country: string): PhoneNumber | null {
  if (text.length > 60) return null
  const parsed = parsePhoneNumberFromString(text.trim(), country as CountryCode)
  if (!parsed?.isPossible()) return null
  return { e164: parsed.number, ext: (parsed.ext ?? '').replace(/\D/g, '').slice(0, 10) }
}

/** A number as people of the country write it: (212) 555-0142 at home, +44 20 7946 0000 from elsewhere. What cannot be read stays as it is. */
export function writePhone(e164: string, country: string): string {
  const parsed = parsePhoneNumberFromString(e164)
  if (!parsed) return e164
  const home = parsePhoneNumberFromString(parsed.nationalNumber, country as CountryCode)
  return home?.number === parsed.number ? parsed.formatNational() : parsed.formatInternational()
}
