import { TextField } from '../../../../web/kit/text-field.tsx'
import { sayTime, timeTyped } from './time-typed.ts'

/** A wall-clock time in any usual writing; on leaving the field it is written out, so that one sees what was understood. */
export function TimeField(props: {
  label: string
  value: string
  onChange: (text: string) => void
  /** For the end of a stretch: when it begins, or null while that is not known. */
  after?: string | null
  error?: string | undefined
  hideLabel?: boolean
  hint?: string
  optional?: boolean
  autoFocus?: boolean
}) {
  const { after, ...field } = props
  return (
    <TextField
      {...field}
      onBlur={() => {
        const read = timeTyped(props.value, after)
        if (read && sayTime(read) !== props.value) props.onChange(sayTime(read))
      }}
    />
  )
}
