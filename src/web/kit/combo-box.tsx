import { ComboBox as AriaComboBox, Button, Group, Input } from 'react-aria-components'
import { t } from '../words/say.ts'
import { type Choice, Choices } from './choices.tsx'
import css from './field.module.css'
import { ariaField, FieldFrame, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'

export type ComboBoxProps<Id extends string> = FieldProps & {
  choices: readonly Choice<Id>[]
  value: Id | null
  onChange: (value: Id | null) => void
  /** Given both: the typed text is yours and the choices are shown as they come (a search on the server). */
  text?: string
  onText?: (text: string) => void
  placeholder?: string
}

/** One of many, found by typing. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const searched = props.onText !== undefined
  return (
    <AriaComboBox
      {...ariaField(props)}
      value={props.value}
      onChange={id => props.onChange(id === null ? null : (String(id) as Id))}
      menuTrigger="focus"
      allowsEmptyCollection
      {...(searched
        ? { items: props.choices, inputValue: props.text ?? '', onInputChange: props.onText, defaultFilter: () => true }
        : { defaultItems: props.choices })}
    >
      <FieldFrame field={props}>
        <Group className={`${css.input} ${css.group}`}>
          <Input {...(props.placeholder ? { placeholder: props.placeholder } : {})} />
          <Button className={css.opener!} aria-label={t('kit.showAll')}>
            <Icon name="down" size={14} />
          </Button>
        </Group>
        <Choices wide />
      </FieldFrame>
    </AriaComboBox>
  )
}
