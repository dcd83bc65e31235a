import { Select as AriaSelect, Button, SelectValue } from 'react-aria-components'
import { t } from '../words/say.ts'
import { type Choice, Choices } from './choices.tsx'
import css from './field.module.css'
import { ariaField, FieldFrame, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'

export type SelectProps<Id extends string> = FieldProps & {
  choices: readonly Choice<Id>[]
  value: Id | null
  onChange: (value: Id) => void
  placeholder?: string
}

/** One of a few. For many, or when the name is known, use ComboBox. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  return (
    <AriaSelect
      {...ariaField(props)}
      value={props.value}
      onChange={id => id !== null && props.onChange(String(id) as Id)}
      placeholder={props.placeholder ?? t('kit.choose')}
    >
      <FieldFrame field={props}>
        <Button className={`${css.input} ${css.chooser}`}>
          <SelectValue>{({ selectedText, defaultChildren }) => selectedText || defaultChildren}</SelectValue>
          <Icon name="down" size={14} />
        </Button>
        <Choices items={props.choices} />
      </FieldFrame>
    </AriaSelect>
  )
}
