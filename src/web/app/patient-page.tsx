import { type ReactNode, useEffect, useRef } from 'react'
import { patientPages } from '../words/en/patient-pages.ts'
import { patientPagesEs } from '../words/es/patient-pages.ts'
import type { PatientLanguage } from './patient-language.ts'
import css from './patient-page.module.css'

/** The frame of a page for patients: where they are, the language, one thing to do. */
export function PatientPage(props: {
  practice: string
  location: string
  language: PatientLanguage
  onLanguage: (language: PatientLanguage) => void
  foot?: string
  children: ReactNode
}) {
  const { language } = props
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.place}>
          {props.practice}
          {props.location && <small>{props.location}</small>}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: two switches, not a part of a form */}
        <div
          className={css.languages}
          role="group"
          aria-label={(language === 'es' ? patientPagesEs : patientPages).language}
        >
          <button
            type="button"
            lang="en"
            className={css.small}
            aria-pressed={language === 'en'}
            onClick={() => props.onLanguage('en')}
          >
            English
          </button>
          <button
            type="button"
            lang="es"
            className={css.small}
            aria-pressed={language === 'es'}
            onClick={() => props.onLanguage('es')}
          >
            Español
          </button>
        </div>
      </header>
      <main className={css.body}>{props.children}</main>
      {props.foot && <footer className={css.foot}>{props.foot}</footer>}
    </div>
  )
}

/** A heading that takes the focus when it appears: what it says is heard at once. */
export function Heard({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h1 className={css.title} tabIndex={-1} ref={heading}>
      {children}
    </h1>
  )
}
