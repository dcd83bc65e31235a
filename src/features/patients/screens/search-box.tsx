import { type ReactNode, type Ref, useEffect, useId, useState } from 'react'
import { Icon } from '../../../web/kit/icon.tsx'
import { Kbd } from '../../../web/kit/kbd.tsx'
import type { PatientLine } from './patient-name.ts'
import { ResultRow } from './patient-results.tsx'
import css from './patients.module.css'
import { useSearchKeys } from './search-keys.ts'

/** A line under the list that is chosen like a row: register whom nobody fits. */
export type LastRow = { words: string; run: () => void; keyHint?: string | undefined }

/** A search field with its list: a combo box to readers, with every row one Enter away. */
export function SearchBox(props: {
  label: string
  /** The key that leads into the field. */
  keyHint?: string | undefined
  hideLabel?: boolean
  placeholder: string
  text: string
  onText: (text: string) => void
  patients: readonly PatientLine[]
  /** The list is of names that only look like the text: none is taken by an Enter that came before it. */
  guessed?: boolean
  listLabel: string
  onTake: (patient: PatientLine) => void
  last?: LastRow | undefined
  /** Between field and list: "closest", an error, a hint. */
  between?: ReactNode
  small?: boolean
  autoFocus?: boolean
  busy?: boolean
  inputRef?: Ref<HTMLInputElement>
}) {
  const id = useId()
  const { patients, last } = props
  const rows = patients.length + (last ? 1 : 0)
  const take = (at: number) => {
    const patient = patients[at]
    if (patient) props.onTake(patient)
    else last?.run()
  }
  // A list that still belongs to an earlier text must not be taken from: the Enter would hit somebody else.
  const [early, setEarly] = useState(false)
  const keys = useSearchKeys(props.busy ? 0 : rows, take, props.busy ? () => setEarly(true) : undefined)
  // An Enter before its list takes the one who fits; of several, whoever typed chooses.
  useEffect(() => {
    if (!early || props.busy) return
    setEarly(false)
    if (patients.length === 1 && !props.guessed) take(0)
  })
  const option = (at: number) => `${id}-${at}`
  return (
    <div className={props.small ? css.searchSmall : css.search}>
      <label htmlFor={id} className={props.hideLabel ? css.hidden : css.searchLabel}>
        {props.label}
        {props.keyHint && <Kbd>{props.keyHint}</Kbd>}
      </label>
      <div className={css.searchField}>
        <Icon name="search" />
        <input
          id={id}
          ref={props.inputRef}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          placeholder={props.placeholder}
          value={props.text}
          maxLength={200}
          aria-expanded={rows > 0}
          aria-controls={rows > 0 ? `${id}-list` : undefined}
          aria-autocomplete="list"
          aria-activedescendant={rows > 0 ? option(keys.at) : undefined}
          onChange={event => {
            keys.mark(0)
            setEarly(false)
            props.onText(event.target.value)
          }}
          onKeyDown={keys.onKeyDown}
          // biome-ignore lint/a11y/noAutofocus: the screen is the search
          autoFocus={props.autoFocus ?? false}
        />
      </div>
      {props.between}
      {rows > 0 && (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={props.listLabel}
          aria-busy={props.busy ?? false}
          className={css.results}
        >
          {patients.map((patient, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which names the marked row
            <div
              key={patient.id}
              id={option(at)}
              role="option"
              tabIndex={-1}
              aria-selected={at === keys.at}
              className={css.option}
              onClick={() => take(at)}
              onPointerMove={() => keys.at !== at && keys.mark(at)}
            >
              <ResultRow patient={patient} small={props.small ?? false} />
            </div>
          ))}
          {last && (
            // biome-ignore lint/a11y/useKeyWithClickEvents: as above
            <div
              id={option(patients.length)}
              role="option"
              tabIndex={-1}
              aria-selected={keys.at === patients.length}
              className={`${css.option} ${css.lastOption}`}
              onClick={() => take(patients.length)}
              onPointerMove={() => keys.mark(patients.length)}
            >
              <Icon name="plus" />
              {last.words}
              {last.keyHint && <Kbd>{last.keyHint}</Kbd>}
            </div>
          )}
        </div>
      )}
    </div>
  )
}
