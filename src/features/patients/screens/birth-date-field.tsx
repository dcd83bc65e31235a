import { ageOn } from '../../../core/birth-date.ts'
import { addMonths } from '../../../core/calendar-day.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day } from '../../../web/kit/format.ts'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { birthDatesIn, today } from './birth-dates.ts'
import css from './patients.module.css'

function ageWords(birthDate: string): string {
  const years = ageOn(birthDate, today()) ?? 0
  if (years >= 2) return t('patients.register.age', { n: years })
  let months = 0
  while (addMonths(birthDate, months + 1) <= today()) months++
  return months === 0 ? t('patients.register.newborn') : t('patients.register.months', { n: months })
}

/** One field for a birth date in any usual writing; says how it was understood, so that a slip shows at once. */
export function BirthDateField(props: {
  text: string
  onText: (text: string) => void
  /** Complain about what is no date: after an attempt to save. */
  strict?: boolean
  autoFocus?: boolean
}) {
  const [date, ...others] = birthDatesIn(props.text)
  const other = others[0]
  return (
    <div>
      <TextField
        label={t('patients.register.birthDate')}
        value={props.text}
        onChange={props.onText}
        name="birthDate"
        autoFocus={props.autoFocus ?? false}
        maxLength={40}
        hint={
          date
            ? t('patients.register.understood', { date: day(date, 'full'), age: ageWords(date) })
            : t('patients.register.birthHint')
        }
        error={props.strict && props.text.trim() !== '' && !date ? t('patients.register.notADate') : undefined}
      />
      {other && (
        <div className={css.otherYear}>
          <Button small look="quiet" onPress={() => props.onText(day(other, 'full'))}>
            {t('patients.register.orYear', { date: day(other, 'full') })}
          </Button>
        </div>
      )}
    </div>
  )
}
