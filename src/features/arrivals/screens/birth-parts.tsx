import { useId, useRef } from 'react'
import css from '../../../web/app/patient-page.module.css'
import type { arrivalPages } from '../../../web/words/en/arrivals.ts'

export type Birth = { month: string; day: string; year: string }
export const noBirth: Birth = { month: '', day: '', year: '' }

/** The birth date as the server reads it, or null while a part is missing. */
export function birthText(birth: Birth): string | null {
  if (!birth.month || !birth.day || birth.year.length !== 4) return null
  return `${birth.year}-${birth.month.padStart(2, '0')}-${birth.day.padStart(2, '0')}`
}

const parts = [
  { name: 'month', length: 2 },
  { name: 'day', length: 2 },
  { name: 'year', length: 4 },
] as const

/** Month, day and year in three large fields; a full one hands on to the next. */
export function BirthParts(props: {
  words: typeof arrivalPages.kiosk
  birth: Birth
  onChange: (birth: Birth) => void
  wrong: boolean
}) {
  const id = useId()
  const fields = useRef<(HTMLInputElement | null)[]>([])
  return (
    <fieldset className={css.field}>
      <legend>{props.words.birth}</legend>
      <div className={css.parts}>
        {parts.map((part, n) => (
          <div key={part.name}>
            <label htmlFor={`${id}-${part.name}`}>{props.words[part.name]}</label>
            <input
              id={`${id}-${part.name}`}
              ref={field => {
                fields.current[n] = field
              }}
              className={css.input}
              inputMode="numeric"
              autoComplete="off"
              maxLength={part.length}
              value={props.birth[part.name]}
              aria-invalid={props.wrong}
              onChange={event => {
                const digits = event.target.value.replace(/\D/g, '').slice(0, part.length)
                props.onChange({ ...props.birth, [part.name]: digits })
                if (digits.length === part.length) fields.current[n + 1]?.focus()
              }}
            />
          </div>
        ))}
      </div>
    </fieldset>
  )
}
