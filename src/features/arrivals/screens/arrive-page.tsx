import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { deviceLanguage, usePatientLanguage } from '../../../web/app/patient-language.ts'
import css from '../../../web/app/patient-page.module.css'
import { Heard, PatientPage } from '../../../web/app/patient-page.tsx'
import { useAsk } from '../../../web/kit/api.ts'
import { act } from '../../../web/kit/wire.ts'
import * as contract from '../contract.ts'
import { filled, notALink, sayTime, wordsIn } from './page-words.ts'

type Page = OutputOf<typeof contract.arrivePage>
type What = 'here' | 'in-the-car' | 'on-the-way' | 'late'

/** The page behind a visit's own link: one press says "I am here". Whoever opens it learns a time and a provider, no name. */
export function ArrivePage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const asked = useAsk(contract.arrivePage, { token }, { fresh_ms: 60_000, every_ms: 60_000 })
  const [said, setSaid] = useState<Page | null>(null)
  const [busy, setBusy] = useState(false)
  const [offline, setOffline] = useState(false)
  const page = said ?? asked.data
  const { language, choose } = usePatientLanguage(page?.language ?? deviceLanguage())
  const words = wordsIn(language).arrive

  async function say(what: What) {
    if (busy) return
    setBusy(true)
    setOffline(false)
    try {
      setSaid(await act(contract.arrive, { token, what }, { key: 'arrive' }))
    } catch {
      setOffline(true)
    } finally {
      setBusy(false)
    }
  }

  if (asked.isPending) return <main className={css.page} aria-busy="true" />
  const deed = (what: What, text: string, plain: boolean) => (
    <button
      type="button"
      className={`${css.button} ${plain ? css.plain : ''}`}
      aria-disabled={busy}
      data-command={contract.arrive.name}
      onClick={() => void say(what)}
    >
      {text}
    </button>
  )
  return (
    <PatientPage
      practice={page?.practice ?? ''}
      location={page?.location ?? ''}
      language={language}
      onLanguage={choose}
    >
      {!page || page.standing === 'gone' ? (
        <div className={css.answer}>
          <h1 className={css.title}>{page || notALink(asked.error) ? words.gone : words.offline}</h1>
          {(page || notALink(asked.error)) && <p>{words.goneHint}</p>}
        </div>
      ) : (
        <div className={css.answer}>
          <Heard key={page.standing}>{words.title}</Heard>
          <p className={css.visit}>
            {filled(words.at, 'time', sayTime(page.time!, language))} {filled(words.with, 'name', page.provider!)}
          </p>
          <div role="status">
            {page.standing === 'arrived' && <p>{page.next === 'desk' ? words.toDesk : words.sit}</p>}
            {page.word === 'in-the-car' && <p>{words.knowsCar}</p>}
            {page.standing !== 'arrived' && page.word === 'on-the-way' && <p>{words.knowsOnTheWay}</p>}
            {page.standing !== 'arrived' && page.word === 'late' && <p>{words.knowsLate}</p>}
            {page.standing === 'early' && <p>{words.early}</p>}
          </div>
          {offline && (
            <p className={css.wrong} role="alert">
              {words.offline}
            </p>
          )}
          <div className={css.deeds}>
            {page.standing === 'ready' && deed('here', words.here, false)}
            {(page.standing === 'ready' || (page.standing === 'arrived' && page.word !== 'in-the-car')) &&
              deed('in-the-car', words.car, true)}
            {page.standing !== 'arrived' && deed('on-the-way', words.onTheWay, true)}
            {page.standing !== 'arrived' && deed('late', words.late, true)}
          </div>
        </div>
      )}
    </PatientPage>
  )
}
