import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { deviceLanguage, type PatientLanguage, usePatientLanguage } from '../../../web/app/patient-language.ts'
import css from '../../../web/app/patient-page.module.css'
import { Heard, PatientPage } from '../../../web/app/patient-page.tsx'
import { RefusedError, useAsk } from '../../../web/kit/api.ts'
import { phone } from '../../../web/kit/format.ts'
import { act } from '../../../web/kit/wire.ts'
import { patientPages } from '../../../web/words/en/patient-pages.ts'
import { patientPagesEs } from '../../../web/words/es/patient-pages.ts'
import { answerConfirmLink, seeConfirmLink } from '../contract.ts'

const pages = { en: patientPages, es: patientPagesEs }
const locales = { en: 'en-US', es: 'es-US' }
const said = (at: string, zone: string, language: PatientLanguage, how: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[language], { ...how, timeZone: zone }).format(new Date(at))

type Visit = OutputOf<typeof seeConfirmLink>

/** The page behind the link of a message: when and where, and two answers, in the patient's language. It names nobody. */
export function ConfirmPage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const seen = useAsk(seeConfirmLink, { token }, { fresh_ms: 0 })
  const [answered, setAnswered] = useState<Visit | null>(null)
  const [busy, setBusy] = useState(false)
  const [offline, setOffline] = useState(false)
  const visit = answered ?? seen.data
  const { language, choose } = usePatientLanguage(visit?.language ?? deviceLanguage())
  const words = pages[language].confirm

  async function answer(what: 'come' | 'move') {
    if (busy) return
    setBusy(true)
    setOffline(false)
    try {
      setAnswered(await act(answerConfirmLink, { token, answer: what }, { key: what }))
    } catch (error) {
      // Gone meanwhile: cancelled or moved at the desk. Looking again says so.
      if (error instanceof RefusedError) void seen.refetch()
      else setOffline(true)
    } finally {
      setBusy(false)
    }
  }

  if (seen.isPending) return <main className={css.page} aria-busy="true" />
  const known = visit && (answered || !seen.error) ? visit : null
  const lost = seen.error instanceof RefusedError
  return (
    <PatientPage
      practice={known?.practice ?? ''}
      location={known ? [known.location, known.street].filter(Boolean).join(', ') : ''}
      language={language}
      onLanguage={choose}
      {...(known?.phone ? { foot: words.call.replace('{phone}', phone(known.phone)) } : {})}
    >
      {known ? (
        <div className={css.answer}>
          <Heard key={known.state}>
            {known.state === 'open' ? words.title : known.state === 'confirmed' ? words.confirmed : words.moveAsked}
          </Heard>
          <p className={`${css.visit} ${css.opens}`}>
            {words.at
              .replace(
                '{day}',
                said(known.startsAt, known.zone, language, { weekday: 'long', month: 'long', day: 'numeric' }),
              )
              .replace('{time}', said(known.startsAt, known.zone, language, { hour: 'numeric', minute: '2-digit' }))}
          </p>
          {offline && (
            <p className={css.wrong} role="alert">
              {words.offline}
            </p>
          )}
          {known.state === 'open' && (
            <div className={css.deeds}>
              <button
                type="button"
                className={css.button}
                aria-disabled={busy}
                data-command={answerConfirmLink.name}
                onClick={() => void answer('come')}
              >
                {words.come}
              </button>
              <button
                type="button"
                className={`${css.button} ${css.plain}`}
                aria-disabled={busy}
                data-command={answerConfirmLink.name}
                onClick={() => void answer('move')}
              >
                {words.move}
              </button>
            </div>
          )}
        </div>
      ) : (
        <div className={css.answer}>
          <h1 className={css.title}>{lost ? words.gone : words.offline}</h1>
          {lost && <p>{words.goneHint}</p>}
        </div>
      )}
    </PatientPage>
  )
}
