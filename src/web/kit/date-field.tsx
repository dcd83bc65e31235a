import { parseDate } from '@internationalized/date'
import { DateField as AriaDateField, DateInput, DateSegment, I18nProvider } from 'react-aria-components'
import css from './field.module.css'
import { ariaField, FieldFrame, type FieldProps } from './field.tsx'
import { thePlace } from './format.ts'

function Segments() {
  return (
    <DateInput className={`${css.input} ${css.segments}`}>
      {segment => <DateSegment segment={segment} className={css.segment!} />}
    </DateInput>
  )
}

export type DateFieldProps = FieldProps & {
  /** A calendar day as '1971-04-12', or null while it is empty. */
  value: string | null
  onChange: (value: string | null) => void
}

/** A day typed in parts, in the order of the practice's place. No zone is involved. */
export function DateField(props: DateFieldProps) {
  return (
    <I18nProvider locale={thePlace().locale}>
      <AriaDateField
        {...ariaField(props)}
        value={props.value ? parseDate(props.value) : null}
        onChange={value => props.onChange(value ? value.toString() : null)}
        // Enter sends the form, as in every other field: the browser does that for real inputs only.
        onKeyDown={event => {
          if (event.key === 'Enter') (event.target as Element).closest('form')?.requestSubmit()
        }}
      >
        <FieldFrame field={props}>
          <Segments />
        </FieldFrame>
      </AriaDateField>
    </I18nProvider>
  )
}
