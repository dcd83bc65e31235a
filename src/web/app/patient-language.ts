import { useEffect, useState } from 'react'

/** The languages of the pages for patients. */
export type PatientLanguage = 'en' | 'es'

/** What the patient's own device is set to. */
export const deviceLanguage = (): PatientLanguage => (navigator.language.startsWith('es') ? 'es' : 'en')

/** The language of a page: chosen on it, told to readers, and what it started in after `reset`. */
export function usePatientLanguage(start: PatientLanguage): {
  language: PatientLanguage
  choose: (language: PatientLanguage) => void
  reset: () => void
} {
  const [chosen, setChosen] = useState<PatientLanguage | null>(null)
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
