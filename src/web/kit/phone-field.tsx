import { useState } from 'react'
import { t } from '../words/say.ts'
import type { FieldProps } from './field.tsx'
import { phone, phoneTyped } from './format.ts'
import { TextField } from './text-field.tsx'

export type PhoneFieldProps = FieldProps & {
  /** E.164, or null. What is typed is read at once; it is written out in the local way when the field is left. */
  value: string | null
  onChange: (value: string | null) => void
  /** Told whether the text in the field is a number (or empty); a form should not be sent while it is not. */
  onValid?: (valid: boolean) => void
}

/** A phone number, typed in any usual way. */
export function PhoneField({ value, onChange, onValid, ...field }: PhoneFieldProps) {
  const [text, setText] = useState(value ? phone(value) : '')
  const [left, setLeft] = useState(false)
  const wrong = text.trim() !== '' && phoneTyped(text) === null
  return (
    <TextField
      {...field}
      type="tel"
      autoComplete="off"
      value={text}
      onChange={typed => {
        const number = phoneTyped(typed)
        setText(typed)
        setLeft(false)
        onChange(number)
        onValid?.(typed.trim() === '' || number !== null)
      }}
      onBlur={() => {
        setLeft(true)
        const number = phoneTyped(text)
        if (number) setText(phone(number))
      }}
      error={left && wrong ? t('kit.fields.phone') : field.error}
    />
  )
}
