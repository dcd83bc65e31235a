import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { RefusedError, useAsk } from '../../../web/kit/api.ts'
import { phone } from '../../../web/kit/format.ts'
import { act } from '../../../web/kit/wire.ts'
import { answerOffer, linkUnknown, type OfferPage, offerPage } from '../contract.ts'
import { filled, type PageLanguage, pageWords, sayClock, sayDay } from './page-words.ts'
import css from './yes-page.module.css'

const browserLanguage = (): PageLanguage => (navigator.language.startsWith('es') ? 'es' : 'en')

/** The page behind the link of an offer: a day, a time, a place, and two answers. Looking changes nothing; only a press does. */
export function YesPage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const asked = useAsk(offerPage, { token }, { fresh_ms: 0, every_ms: 60_000 })
  const [said, setSaid] = useState<OfferPage | null>(null)
  const [busy, setBusy] = useState(false)
  const [offline, setOffline] = useState(false)
  const [chosen, setChosen] = useState<PageLanguage | null>(null)
  const page = said ?? asked.data
  const language = chosen ?? page?.language ?? browserLanguage()
  const words = pageWords[language]
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  useEffect(() => {
    if (said) title.current?.focus()
  }, [said])

  async function say(answer: 'yes' | 'no') {
    if (busy) return
    setBusy(true)
    setOffline(false)
    try {
      setSaid(await act(answerOffer, { token, answer }, { key: answer }))
    } catch {
      setOffline(true)
    } finally {
      setBusy(false)
    }
  }

  if (asked.isPending) return <main className={css.page} aria-busy="true" />
  return (
    <main className={css.page}>
      <header className={css.head}>
        <span>{page?.practice}</span>
        <fieldset className={css.languages} aria-label={words.language}>
          {(['en', 'es'] as const).map(one => (
            <button key={one} type="button" aria-pressed={one === language} onClick={() => setChosen(one)}>
              {one === 'en' ? 'EN' : 'ES'}
            </button>
          ))}
        </fieldset>
      </header>
      <section className={css.card}>
        {page ? (
          <Card page={page} language={language} titleRef={title} />
        ) : (
          <Lost error={asked.error} language={language} />
        )}
        {page?.state === 'open' && (
          <>
            {page.instead && (
              <p className={css.small}>
                {filled(
                  words.instead,
                  'when',
                  `${sayDay(page.instead, page.zone, language)}, ${sayClock(page.instead, page.zone, language)}`,
                )}
              </p>
            )}
            <p className={css.small}>{filled(words.until, 'time', sayClock(page.expiresAt, page.zone, language))}</p>
            {offline && (
              <p className={css.wrong} role="alert">
                {words.offline}
              </p>
            )}
            <div className={css.deeds}>
              <button
                type="button"
                className={css.yes}
                aria-disabled={busy}
                data-command={answerOffer.name}
                onClick={() => void say('yes')}
              >
                {words.yes}
              </button>
              <button
                type="button"
                className={css.no}
                aria-disabled={busy}
                data-command={answerOffer.name}
                onClick={() => void say('no')}
              >
                {words.no}
              </button>
            </div>
          </>
        )}
      </section>
      {page?.phone && <p className={css.foot}>{filled(words.call, 'phone', phone(page.phone))}</p>}
    </main>
  )
}

function Card({
  page,
  language,
  titleRef,
}: {
  page: OfferPage
  language: PageLanguage
  titleRef: React.RefObject<HTMLHeadingElement | null>
}) {
  const words = pageWords[language]
  const titles = {
    open: filled(words.hello, 'name', page.firstName),
    yes: words.saidYes,
    no: filled(words.hello, 'name', page.firstName),
    gone: words.gone,
    ended: words.ended,
    withdrawn: words.withdrawn,
  }
  const leads = {
    open: words.open,
    yes: null,
    no: words.saidNo,
    gone: words.goneHint,
    ended: words.endedHint,
    withdrawn: words.withdrawnHint,
  }
  return (
    <div aria-live="polite">
      <h1 className={css.title} tabIndex={-1} ref={titleRef}>
        {titles[page.state]}
      </h1>
      {leads[page.state] && <p className={css.lead}>{leads[page.state]}</p>}
      {(page.state === 'open' || page.state === 'yes') && (
        <p className={css.when}>
          <span className={css.day}>{sayDay(page.startsAt, page.zone, language)}</span>
          <time className={css.time} dateTime={page.startsAt}>
            {sayClock(page.startsAt, page.zone, language)}
          </time>
          <span className={css.where}>
            {filled(words.with, 'name', page.providerName)}
            <br />
            {page.place}
          </span>
        </p>
      )}
    </div>
  )
}

/** No offer has this link, or the server could not be reached: said apart, because the way on is another. */
function Lost({ error, language }: { error: unknown; language: PageLanguage }) {
  const words = pageWords[language]
  const code = error instanceof RefusedError ? error.code : null
  const known = code === linkUnknown.code || code === 'platform.invalid-input'
  return (
    <>
      <h1 className={css.title}>{known ? words.unknown : code ? words.slow : words.offline}</h1>
      {known && <p className={css.lead}>{words.unknownHint}</p>}
    </>
  )
}
