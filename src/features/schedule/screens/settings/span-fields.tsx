import css from '../../../../web/app/settings/settings.module.css'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { t } from '../../../../web/words/say.ts'
import type { SpanFaults, TypedSpan } from './span.ts'
import { TimeField } from './time-field.tsx'
import { timeTyped } from './time-typed.ts'

/** First and last day, and the hours on each of them unless it is the whole day. */
export function SpanFields(props: {
  value: TypedSpan
  faults: SpanFaults
  onChange: (span: TypedSpan) => void
  /** Extra hours always have times. */
  needsTimes?: boolean
}) {
  const { value, faults, onChange } = props
  return (
    <>
      <div className={css.pair}>
        <DateField
          label={t('schedule.setup.span.from')}
          value={value.from}
          onChange={from => onChange({ ...value, from })}
          error={faults.from}
        />
        <DateField
          label={t('schedule.setup.span.to')}
          hint={t('schedule.setup.span.toHint')}
          optional
          value={value.to}
          onChange={to => onChange({ ...value, to })}
          error={faults.to}
        />
      </div>
      {!props.needsTimes && (
        <Checkbox checked={value.whole} onChange={whole => onChange({ ...value, whole })}>
          {t('schedule.setup.span.whole')}
        </Checkbox>
      )}
      {(props.needsTimes || !value.whole) && (
        <div className={css.pair}>
          <TimeField
            label={t('schedule.setup.span.fromTime')}
            value={value.fromTime}
            onChange={fromTime => onChange({ ...value, fromTime })}
            error={faults.fromTime}
          />
          <TimeField
            label={t('schedule.setup.span.toTime')}
            after={timeTyped(value.fromTime)}
            value={value.toTime}
            onChange={toTime => onChange({ ...value, toTime })}
            error={faults.toTime}
          />
        </div>
      )}
    </>
  )
}
