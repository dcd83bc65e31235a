import type { KeyboardEvent, Ref } from 'react'
import { TextField as AriaTextField, Input } from 'react-aria-components'
import css from './field.module.css'
import { ariaField, FieldFrame, type FieldProps, fullOrNot } from './field.tsx'

export type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'tel' | 'search' | 'url'
  placeholder?: string
  /** The HTML autocomplete token ('username', 'current-password', 'one-time-code', 'off'). */
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'decimal'
  maxLength?: number
  onBlur?: () => void
  onKeyDown?: (event: KeyboardEvent) => void
  inputRef?: Ref<HTMLInputElement>
  spellCheck?: boolean
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, type = 'text', placeholder, autoComplete = 'off', maxLength } = props
  const inputMode = props.inputMode ?? (type === 'email' ? 'email' : undefined)
  return (
    <AriaTextField
      {...ariaField(props)}
      value={value}
      onChange={onChange}
      // The browser's own check of e-mail addresses speaks in bubbles, in the browser's language; the server's stands under the field.
      type={type === 'email' ? 'text' : type}
      autoComplete={autoComplete}
      spellCheck={props.spellCheck ? 'true' : 'false'}
      {...(maxLength ? { maxLength } : {})}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {})}
    >
      <FieldFrame field={fullOrNot(props)}>
        <Input
          className={css.input!}
          {...(inputMode ? { inputMode } : {})}
          {...(type === 'email' ? { autoCapitalize: 'none' } : {})}
          {...(placeholder ? { placeholder } : {})}
          {...(props.inputRef ? { ref: props.inputRef } : {})}
        />
      </FieldFrame>
    </AriaTextField>
  )
}
