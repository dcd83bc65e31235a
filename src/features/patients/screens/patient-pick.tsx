import { useState } from 'react'
import { ErrorState } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import css from './patients.module.css'
import { SearchBox } from './search-box.tsx'
import { useFound } from './use-found.ts'

/** Finds one patient inside another form: the caller, a relation, the other record of a merge. One field and Enter. */
export function PatientPick(props: {
  label: string
  placeholder: string
  onPick: (patient: string, name: { family: string; given: string; suffix: string; preferred: string }) => void
  /** Given: somebody whom nobody fits can be registered from here. */
  onRegister?: (text: string) => void
  autoFocus?: boolean
  /** The keys that lead into the field and to the registration. */
  keyHints?: { find: string; register: string } | undefined
  except?: string
}) {
  const [text, setText] = useState('')
  const found = useFound(text, 6)
  const { onRegister } = props
  const typed = text.trim()
  return (
    <SearchBox
      small
      label={props.label}
      keyHint={props.keyHints?.find}
      placeholder={props.placeholder}
      text={text}
      onText={setText}
      patients={found.patients.filter(one => one.id !== props.except)}
      listLabel={t('patients.pick.list')}
      busy={found.behind}
      guessed={found.guessed}
      autoFocus={props.autoFocus ?? false}
      onTake={patient => {
        setText('')
        props.onPick(patient.id, patient)
      }}
      last={
        onRegister && !found.behind
          ? {
              words: typed ? t('patients.pick.register', { text: typed }) : t('patients.search.registerNew'),
              keyHint: typed ? undefined : props.keyHints?.register,
              run: () => {
                setText('')
                onRegister(typed)
              },
            }
          : undefined
      }
      between={
        found.error && typed ? (
          <ErrorState small error={found.error} />
        ) : found.nobody && !onRegister ? (
          <p className={css.quiet}>{t('patients.pick.none')}</p>
        ) : null
      }
    />
  )
}
