import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { t } from '../words/say.ts'
import css from './field.module.css'
import { thePlace } from './format.ts'
import { Kbd } from './kbd.tsx'

/** What every field of the kit takes. */
export type FieldProps = {
  label: string
  /** Keeps the label for readers only, where the place says it already. */
  hideLabel?: boolean
  hint?: string
  /** What is wrong with the value; shown under the field and told to readers. */
  error?: string | undefined
  optional?: boolean
  disabled?: boolean
  autoFocus?: boolean
  /** The key that leads into the field, drawn beside its label. */
  keyHint?: string | undefined
  name?: string
}

/** Below this, a full field is nothing to speak of: a postcode, two letters of a state. */
const longText = 100

/** The field with a hint that no more fits: what is pasted beyond the limit is cut off by the browser without a word. */
export function fullOrNot<F extends FieldProps>(field: F & { value: string; maxLength?: number }): F {
  const { value, maxLength } = field
  if (!maxLength || maxLength < longText || value.length < maxLength) return field
  return { ...field, hint: t('kit.full', { n: maxLength.toLocaleString(thePlace().locale) }) }
}

/** Label above, hint or error below; inside the React Aria field so that all three are tied together. */
export function FieldFrame({ field, children }: { field: FieldProps; children: ReactNode }) {
  return (
    <>
      <Label className={field.hideLabel ? css.hidden : css.label}>
        {field.label}
        {field.keyHint && <Kbd>{field.keyHint}</Kbd>}
        {field.optional && <span className={css.optional}>{t('kit.optional')}</span>}
      </Label>
      {children}
      {field.hint && (
        <Text slot="description" className={css.hint}>
          {field.hint}
        </Text>
      )}
      <FieldError className={css.error}>{field.error}</FieldError>
    </>
  )
}

/** The field props in React Aria's words. */
export function ariaField(field: FieldProps) {
  return {
    className: css.field!,
    isInvalid: Boolean(field.error),
    // 'native' would keep the browser from sending the form again until the error is gone, and only an answer can take it away.
    validationBehavior: 'aria' as const,
    isDisabled: field.disabled ?? false,
    autoFocus: field.autoFocus ?? false,
    ...(field.name ? { name: field.name } : {}),
  }
}
