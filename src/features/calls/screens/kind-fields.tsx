import { DateField } from '../../../web/kit/date-field.tsx'
import { day, phone } from '../../../web/kit/format.ts'
import { Select } from '../../../web/kit/select.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t, wordAt } from '../../../web/words/say.ts'
import { fieldsOf, type KindField, type MessageKind } from '../contract.ts'

type Filled = Readonly<Record<string, string>>

const labelOf = (kind: MessageKind, field: KindField) =>
  wordAt(`calls.messages.fields.${kind}.${field.key}`) ?? field.key
const choiceWords = (field: KindField, id: string) => wordAt(`calls.messages.choices.${field.key}.${id}`) ?? id

/** What a kind of message asks for, one field each. An emptied field is left out. */
export function KindFields(props: {
  kind: MessageKind
  value: Filled
  errors: Readonly<Record<string, string>>
  onChange: (value: Filled) => void
}) {
  const { kind, value, errors, onChange } = props
  return fieldsOf(kind).map(field => {
    const set = (text: string | null) => {
      const { [field.key]: _, ...rest } = value
      onChange(text ? { ...rest, [field.key]: text } : rest)
    }
    const shared = {
      label: labelOf(kind, field),
      optional: !field.required,
      error: errors[`fields.${field.key}`],
    }
    if (field.as === 'day') {
      return <DateField key={field.key} {...shared} value={value[field.key] ?? null} onChange={set} />
    }
    if (field.as === 'choice') {
      const choices = (field.choices ?? []).map(id => ({ id, label: choiceWords(field, id) }))
      return <Select key={field.key} {...shared} choices={choices} value={value[field.key] ?? null} onChange={set} />
    }
    return (
      <TextField
        key={field.key}
        {...shared}
        type={field.as === 'phone' ? 'tel' : 'text'}
        maxLength={field.as === 'phone' ? 60 : 300}
        value={value[field.key] ?? ''}
        onChange={set}
      />
    )
  })
}

/** What was filled in, as rows of name and value. */
export function kindRows(kind: MessageKind, filled: Filled): { name: string; value: string }[] {
  return fieldsOf(kind).flatMap(field => {
    const value = filled[field.key]
    if (!value) return []
    const said =
      field.as === 'day'
        ? day(value, 'brief')
        : field.as === 'phone'
          ? phone(value)
          : field.as === 'choice'
            ? choiceWords(field, value)
            : value
    return [{ name: labelOf(kind, field), value: said }]
  })
}

/** Whether everything is there that the kind cannot do without. */
export const kindComplete = (kind: MessageKind, filled: Filled): boolean =>
  fieldsOf(kind).every(field => !field.required || (filled[field.key] ?? '').trim() !== '')

/** The words of a message that has only its fields. */
export const kindSaid = (kind: MessageKind, filled: Filled): string =>
  [
    t(`calls.messages.kinds.${kind}`),
    kindRows(kind, filled)
      .map(row => row.value)
      .join(', '),
  ]
    .filter(Boolean)
    .join(': ')
