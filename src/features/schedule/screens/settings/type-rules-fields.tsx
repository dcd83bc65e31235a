import css from '../../../../web/app/settings/settings.module.css'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import type { useForm } from '../../../../web/kit/form.ts'
import { Select } from '../../../../web/kit/select.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { TextField, type TextFieldProps } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import type { VisitTypeRow } from './visit-type-row.ts'

type Values = Pick<VisitTypeRow, 'modes' | 'forWhom' | 'instructions' | 'bookableBy'>
type Numbered = 'seats' | 'noticeMinutes' | 'horizonDays'

const modes = ['in-person', 'video', 'phone'] as const
const modeWords = { 'in-person': 'inPerson', video: 'video', phone: 'phone' } as const
const bookers = ['desk', 'provider', 'portal'] as const
const words = 'schedule.setup.types.rules'

/** How a visit is held, for whom, how soon and how far ahead, by whom it may be booked, and what the patient is told. */
export function TypeRulesFields({
  form,
  number,
}: {
  form: Pick<ReturnType<typeof useForm<Values & Record<Numbered, string>>>, 'values' | 'field' | 'set'>
  number: (name: Numbered) => Omit<TextFieldProps, 'label'>
}) {
  const { values, set } = form
  const toggle = <One extends string>(list: readonly One[], one: One, on: boolean) =>
    on ? [...list, one] : list.filter(other => other !== one)
  return (
    <>
      <fieldset className={css.fieldset}>
        <legend>{t(`${words}.modes`)}</legend>
        <div className={css.checks}>
          {modes.map(mode => (
            <Checkbox
              key={mode}
              checked={values.modes.includes(mode)}
              disabled={values.modes.length === 1 && values.modes[0] === mode}
              onChange={on => set('modes', toggle(values.modes, mode, on))}
              {...(values.modes[0] === mode && values.modes.length > 1 ? { hint: t(`${words}.usual`) } : {})}
            >
              {t(`${words}.mode.${modeWords[mode]}`)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <div className={css.pair}>
        <Select
          label={t(`${words}.forWhom`)}
          hint={t(`${words}.forWhomHint`)}
          choices={(['anybody', 'new', 'established'] as const).map(id => ({ id, label: t(`${words}.for.${id}`) }))}
          {...form.field('forWhom')}
        />
        <TextField label={t(`${words}.seats`)} hint={t(`${words}.seatsHint`)} {...number('seats')} />
        <TextField label={t(`${words}.notice`)} hint={t(`${words}.noticeHint`)} {...number('noticeMinutes')} />
        <TextField label={t(`${words}.horizon`)} hint={t(`${words}.horizonHint`)} {...number('horizonDays')} />
      </div>
      <fieldset className={css.fieldset}>
        <legend>{t(`${words}.bookableBy`)}</legend>
        <div className={css.checks}>
          {bookers.map(who => (
            <Checkbox
              key={who}
              checked={values.bookableBy.includes(who)}
              onChange={on => set('bookableBy', toggle(values.bookableBy, who, on))}
            >
              {t(`${words}.booker.${who}`)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <TextArea
        label={t(`${words}.instructions`)}
        hint={t(`${words}.instructionsHint`)}
        optional
        maxLength={2000}
        rows={3}
        {...form.field('instructions')}
      />
    </>
  )
}
