import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { announceNewcomer } from '../../../web/app/newcomer.ts'
import { takeInHand } from '../../../web/app/person-in-hand.ts'
import { useMay } from '../../../web/app/session.ts'
import { Button } from '../../../web/kit/button.tsx'
import { useKeys } from '../../../web/kit/keys.ts'
import { ScreenBar } from '../../../web/kit/panel.tsx'
import { EmptyState, ErrorState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { registerPatient } from '../contract.ts'
import css from './patients.module.css'
import { SearchBox } from './search-box.tsx'
import { useFound } from './use-found.ts'

// Kept while the tab lives, so that coming back from a record shows the same list.
let lastText = ''

/** Finds patients by anything known of them; whom nobody fits is registered from here with what was typed. */
export function PatientsScreen() {
  const router = useRouter()
  const mayRegister = useMay()(registerPatient)
  const [text, setText] = useState(lastText)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    lastText = text
    return () => {
      lastText = text
    }
  }, [text])
  useEffect(() => field.current?.select(), [])
  const found = useFound(text, 30)
  const typed = text.trim()
  const register = () => {
    announceNewcomer({ text: typed })
    router.history.push('/patients/register')
  }
  useKeys(t('patients.search.scope'), {
    r: mayRegister ? { does: t('patients.search.registerNew'), run: register } : undefined,
    f: { does: t('patients.search.again'), run: () => field.current?.focus() },
  })
  return (
    <>
      <ScreenBar
        title={t('patients.search.title')}
        deeds={
          mayRegister && (
            <Button small keyHint="r" onPress={register} command={registerPatient.name}>
              {t('patients.search.registerNew')}
            </Button>
          )
        }
      />
      <div className={css.screen}>
        <div className={css.column}>
          <SearchBox
            label={t('patients.search.label')}
            hideLabel
            placeholder={t('patients.search.placeholder')}
            text={text}
            onText={setText}
            patients={found.patients}
            listLabel={t('patients.search.results')}
            busy={found.behind}
            guessed={found.guessed}
            autoFocus
            inputRef={field}
            onTake={patient => {
              takeInHand(patient.id)
              // From here on the letters act on the person in hand.
              field.current?.blur()
            }}
            last={
              mayRegister && typed !== '' && !found.behind
                ? { words: t('patients.search.register', { text: typed }), run: register }
                : undefined
            }
            between={
              typed === '' ? null : found.error ? (
                <ErrorState small error={found.error} />
              ) : found.guessed && found.patients.length > 0 ? (
                <p className={`${css.quiet} ${css.between}`}>{t('patients.search.guessed')}</p>
              ) : found.nobody ? (
                <p className={`${css.quiet} ${css.between}`}>
                  {t('patients.search.none', { text: typed })}. {t('patients.search.noneHint')}
                </p>
              ) : null
            }
          />
          {typed === '' && (
            <div className={css.under}>
              <EmptyState
                icon="search"
                title={t('patients.search.start')}
                hint={`${t('patients.search.startHint')} ${t('patients.search.hint')}`}
              />
            </div>
          )}
        </div>
      </div>
    </>
  )
}
