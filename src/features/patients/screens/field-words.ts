import { day, phone } from '../../../web/kit/format.ts'
import { t, wordAt } from '../../../web/words/say.ts'
import { languageName } from './patient-name.ts'

/** The name of a field of the record as the desk says it. */
export const fieldName = (field: string): string => wordAt(`patients.fields.${field.replace(/[.[].*$/, '')}`) ?? field

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i

const said = (value: unknown) =>
  !(typeof value === 'string' && uuid.test(value)) &&
  value !== null &&
  value !== undefined &&
  value !== '' &&
  value !== false &&
  value !== 'unknown'

const one = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  const parts = value as Record<string, unknown>
  if (typeof parts.number === 'string') return phone(parts.number)
  const words = ['line1', 'line2', 'city', 'state', 'postalCode', 'text', 'name', 'system', 'value']
    .map(name => parts[name])
    .filter(part => typeof part === 'string' && part !== '')
  if (words.length > 0) return words.join(', ')
  // A whole record, as it was when it was registered: what was known, field by field.
  return Object.entries(parts)
    .filter(([field, part]) => said(part) && !(Array.isArray(part) && part.length === 0) && !isInner(field))
    .map(([field, part]) => `${fieldName(field)}: ${fieldWords(field, part)}`)
    .join('; ')
}

// Ids and times say nothing to the desk.
const isInner = (field: string) => /(^id$|Id$|^patient$|^version$|At$|By$)/.test(field)

/** A value of the record in words, whatever its field: empty is "nothing", yes and no, dates, lists. */
export function fieldWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('patients.history.nothing')
  if (value === true) return t('patients.history.yes')
  if (value === false) return t('patients.history.no')
  if (Array.isArray(value)) {
    return value.length === 0 ? t('patients.history.nothing') : value.map(one).join('; ')
  }
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value, 'full')
    if (field === 'sex') return wordAt(`patients.sex.${value}`) ?? value
    if (field === 'preferredChannel') return wordAt(`patients.channels.${value}`) ?? value
    if (field === 'language' || field === 'interpreterLanguage') return languageName(value)
    if (/^\+\d{6,15}$/.test(value)) return phone(value)
    return value
  }
  return one(value)
}
