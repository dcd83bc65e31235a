import type { OutputOf } from '../../../core/contract.ts'
import { day } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import type { patientCard, searchPatients } from '../contract.ts'

export type PatientLine = OutputOf<typeof searchPatients>['patients'][number]
export type PatientRecord = OutputOf<typeof patientCard>
type Named = Pick<PatientLine, 'family' | 'given' | 'suffix' | 'preferred'>

/** The name as it is spoken: the preferred one in place of the given one. */
export function fullName(person: Named): string {
  const words = [person.preferred || person.given, person.family, person.suffix].filter(Boolean)
  return words.join(' ') || t('patients.noName')
}

/** The name as it stands on the record, without the preferred one. */
export const nameOnRecord = (person: Named & { middle: string }): string =>
  [person.given, person.middle, person.family, person.suffix].filter(Boolean).join(' ')

/** What tells two people of one name apart: birth date, age, chart number. */
export function factsLine(person: Pick<PatientLine, 'birthDate' | 'age' | 'chart'> & { pronouns?: string }): string {
  return [
    person.pronouns,
    person.birthDate ? day(person.birthDate, 'full') : t('patients.noBirthDate'),
    person.age !== null && String(person.age),
    `#${person.chart}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

let languageNames: Intl.DisplayNames | undefined

/** A language by its code in English words: 'es' -> "Spanish"; what is no code stays as it was written. */
export function languageName(code: string): string {
  languageNames ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}
