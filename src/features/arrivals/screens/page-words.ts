import type { PatientLanguage } from '../../../web/app/patient-language.ts'
import { RefusedError } from '../../../web/kit/api.ts'
import { arrivalPages } from '../../../web/words/en/arrivals.ts'
import { arrivalPagesEs } from '../../../web/words/es/arrivals.ts'

const pages = { en: arrivalPages, es: arrivalPagesEs } as const

/** The texts of the pages for patients in one language, and their holes filled. */
export const wordsIn = (language: PatientLanguage): typeof arrivalPages => pages[language]
export const filled = (text: string, name: 'time' | 'name', value: string): string => text.replace(`{${name}}`, value)

/** The address was not copied whole: nothing will make it work, which is not the same as a server that cannot be reached. */
export const notALink = (error: unknown): boolean =>
  error instanceof RefusedError && error.code === 'platform.invalid-input'

/** '14:20' as a patient reads it: 2:20 PM, or 14:20 in Spanish with a.m. and p.m. */
export function sayTime(wall: string, language: PatientLanguage): string {
  const [hour = 0, minute = 0] = wall.split(':').map(Number)
  return new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(Date.UTC(2000, 0, 1, hour, minute))
}
