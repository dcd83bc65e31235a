import type { KeyboardEvent, Ref } from 'react'
import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components'
import css from './field.module.css'
import { ariaField, FieldFrame, type FieldProps, fullOrNot } from './field.tsx'

export type TextAreaProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  rows?: number
  placeholder?: string
  maxLength?: number
  onKeyDown?: (event: KeyboardEvent) => void
  inputRef?: Ref<HTMLTextAreaElement>
}

/** Several lines of text; grows with what is typed. */
export function TextArea(props: TextAreaProps) {
  return (
    <AriaTextField
      {...ariaField(props)}
      value={props.value}
      onChange={props.onChange}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
      {...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {})}
    >
      <FieldFrame field={fullOrNot(props)}>
        <AriaTextArea
          className={`${css.input} ${css.area}`}
          rows={props.rows ?? 3}
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
          {...(props.inputRef ? { ref: props.inputRef } : {})}
        />
      </FieldFrame>
    </AriaTextField>
  )
}
