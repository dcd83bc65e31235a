import { useEffect, useState } from 'react'
import { arrivalPages } from '../../../web/words/en/arrivals.ts'
import { arrivalPagesEs } from '../../../web/words/es/arrivals.ts'

export type Language = 'en' | 'es'

const pages = { en: arrivalPages, es: arrivalPagesEs } as const

/** The texts of the pages for patients in one language, and their holes filled. */
export const wordsIn = (language: Language): typeof arrivalPages => pages[language]
export const filled = (text: string, name: 'time' | 'name', value: string): string => text.replace(`{${name}}`, value)

/** '14:20' as a patient reads it: 2:20 PM, or 14:20 in Spanish with a.m. and p.m. */
export function sayTime(wall: string, language: Language): string {
  const [hour = 0, minute = 0] = wall.split(':').map(Number)
  return new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(Date.UTC(2000, 0, 1, hour, minute))
}

/** The language of a page: chosen here, told to readers, and what it started in after `reset`. */
export function useLanguage(start: Language): {
  language: Language
  choose: (language: Language) => void
  reset: () => void
} {
  const [chosen, setChosen] = useState<Language | null>(null)
  const language = chosen ?? start
  useEffect(() => {
    const before = document.documentElement.lang
    document.documentElement.lang = language
    return () => {
      document.documentElement.lang = before
    }
  }, [language])
  return { language, choose: setChosen, reset: () => setChosen(null) }
}
