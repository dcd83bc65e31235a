import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { usePatientLanguage } from '../../../web/app/patient-language.ts'
import css from '../../../web/app/patient-page.module.css'
import { Heard, PatientPage } from '../../../web/app/patient-page.tsx'
import { useAsk } from '../../../web/kit/api.ts'
import { act } from '../../../web/kit/wire.ts'
import * as contract from '../contract.ts'
import { BirthParts, birthText, noBirth } from './birth-parts.tsx'
import { filled, notALink, sayTime, wordsIn } from './page-words.ts'
import { useIdle } from './use-idle.ts'

const clearsAfter_ms = 30_000
type Answer = OutputOf<typeof contract.kioskArrive>

/** The page on the tablet at the door, or behind the printed code: last name, birth date, and where to go. Knows nobody, keeps nothing. */
export function KioskPage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const page = useAsk(contract.kioskPage, { token }, { fresh_ms: 60_000, every_ms: 300_000 })
  const { language, choose, reset: resetLanguage } = usePatientLanguage(page.data?.language ?? 'en')
  const words = wordsIn(language).kiosk
  const [name, setName] = useState('')
  const [birth, setBirth] = useState(noBirth)
  const [phoneEnd, setPhoneEnd] = useState('')
  const [asksPhone, setAsksPhone] = useState(false)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [wrong, setWrong] = useState<'missing' | 'offline' | null>(null)
  const [busy, setBusy] = useState(false)

  const clear = () => {
    setName('')
    setBirth(noBirth)
    setPhoneEnd('')
    setAsksPhone(false)
    setAnswer(null)
    setWrong(null)
  }
  const touched = name !== '' || birth !== noBirth || answer !== null || wrong !== null
  useIdle(clearsAfter_ms, touched, () => {
    clear()
    resetLanguage()
  })

  async function send(event: FormEvent) {
    event.preventDefault()
    const birthDate = birthText(birth)
    if (busy) return
    if (name.trim() === '' || !birthDate || (asksPhone && phoneEnd.length !== 4)) return setWrong('missing')
    setBusy(true)
    setWrong(null)
    try {
      const said = await act(
        contract.kioskArrive,
        { token, name, birthDate, ...(asksPhone ? { phoneEnd } : {}) },
        // No key is made of what was typed: nothing of it stays in this browser, not even a fingerprint.
        { key: 'kiosk' },
      )
      if (said.answer === 'phone') setAsksPhone(true)
      else setAnswer(said)
    } catch {
      setWrong('offline')
    } finally {
      setBusy(false)
    }
  }

  if (page.isPending) return <main className={css.page} aria-busy="true" />
  if (!page.data?.inUse) {
    return (
      <PatientPage practice="" location="" language={language} onLanguage={choose}>
        <div className={css.answer}>
          <h1 className={css.title}>{page.error && !notALink(page.error) ? words.offline : words.gone}</h1>
          {(!page.error || notALink(page.error)) && <p>{words.desk}</p>}
        </div>
      </PatientPage>
    )
  }
  return (
    <PatientPage
      practice={page.data.practice}
      location={page.data.location}
      language={language}
      onLanguage={choose}
      foot={words.clears}
    >
      {answer ? (
        <Answered answer={answer} language={language} onDone={clear} />
      ) : (
        <>
          <h1 className={css.title}>{words.title}</h1>
          <p className={css.lead}>{words.hint}</p>
          <form className={css.form} onSubmit={event => void send(event)} noValidate>
            <div className={css.field}>
              <label htmlFor="last-name">{words.name}</label>
              <input
                id="last-name"
                className={css.input}
                autoComplete="off"
                autoCapitalize="words"
                spellCheck={false}
                maxLength={200}
                aria-describedby="last-name-hint"
                aria-invalid={wrong === 'missing' && name.trim() === ''}
                value={name}
                onChange={event => setName(event.target.value)}
              />
              <small id="last-name-hint">{words.nameHint}</small>
            </div>
            <BirthParts
              words={words}
              birth={birth}
              onChange={setBirth}
              wrong={wrong === 'missing' && !birthText(birth)}
            />
            {asksPhone && (
              <div className={css.field}>
                <label htmlFor="phone-end">{words.phone}</label>
                <input
                  id="phone-end"
                  className={css.input}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={4}
                  // biome-ignore lint/a11y/noAutofocus: the one question that has just been added
                  autoFocus
                  value={phoneEnd}
                  onChange={event => setPhoneEnd(event.target.value.replace(/\D/g, '').slice(0, 4))}
                />
                <small>{words.phoneWhy}</small>
              </div>
            )}
            {wrong && (
              <p className={css.wrong} role="alert">
                {words[wrong]}
              </p>
            )}
            <button type="submit" className={css.button} aria-disabled={busy} data-command={contract.kioskArrive.name}>
              {words.here}
            </button>
          </form>
        </>
      )}
    </PatientPage>
  )
}

function Answered({ answer, language, onDone }: { answer: Answer; language: 'en' | 'es'; onDone: () => void }) {
  const words = wordsIn(language).kiosk
  const welcome = answer.answer === 'welcome'
  return (
    <div className={css.answer}>
      <Heard>{welcome ? words.found : words.desk}</Heard>
      {welcome ? (
        <>
          <p className={css.visit}>
            {filled(words.at, 'time', sayTime(answer.time!, language))} {filled(words.with, 'name', answer.provider!)}
          </p>
          <p>{answer.next === 'desk' ? words.toDesk : words.sit}</p>
        </>
      ) : (
        <p>{words.deskHint}</p>
      )}
      <button type="button" className={`${css.button} ${welcome ? '' : css.plain}`} onClick={onDone}>
        {welcome ? words.done : words.again}
      </button>
    </div>
  )
}
