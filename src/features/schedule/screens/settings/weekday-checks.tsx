import css from '../../../../web/app/settings/settings.module.css'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { t } from '../../../../web/words/say.ts'
import own from './hours.module.css'
import { sayWeekday } from './say-weekday.ts'
import { weekdays } from './week.ts'

/** Which days of the week of a span are meant; none checked: all of them. */
export function WeekdayChecks({ value, onChange }: { value: readonly number[]; onChange: (days: number[]) => void }) {
  return (
    <fieldset className={css.fieldset}>
      <legend>{t('schedule.setup.span.onlyOn')}</legend>
      <div className={own.weekdays}>
        {weekdays.map(day => (
          <Checkbox
            key={day}
            checked={value.includes(day)}
            onChange={on => onChange(on ? [...value, day].sort() : value.filter(one => one !== day))}
          >
            {sayWeekday(day)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
