import { type FormEvent, useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { Segmented } from '../../../../web/kit/segmented.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { addHolidayRule, changeHolidayRule } from '../../contract.ts'
import { type Nth, type Rule, sayMonth, sayNth, sayRule } from './say-rule.ts'
import { sayWeekday } from './say-weekday.ts'
import type { LocationId } from './setting-ground.ts'
import { TimeField } from './time-field.tsx'
import { sayTime, timeTyped } from './time-typed.ts'
import { weekdays } from './week.ts'

const words = 'schedule.setup.holidays'
const everywhere = 'everywhere'
const months = Array.from({ length: 12 }, (_, n) => ({ id: String(n + 1), label: sayMonth(n + 1) }))
const nths: readonly Nth[] = [1, 2, 3, 4, 5, -1]
const days = weekdays.map(one => ({ id: String(one), label: sayWeekday(one) }))

/** Adds a holiday by rule, or changes one; says in words what is meant as it is chosen. */
export function HolidayDialog(props: {
  rule: Rule | null
  places: readonly { id: LocationId; name: string }[]
  onClose: () => void
}) {
  const { rule, places, onClose } = props
  const add = useAct(addHolidayRule, onClose)
  const change = useAct(changeHolidayRule, onClose)
  const deed = rule ? change : add
  const form = useForm(
    {
      name: rule?.name ?? '',
      kind: rule?.kind ?? ('fixed' as Rule['kind']),
      month: String(rule?.month ?? 1),
      day: String(rule?.day ?? 1),
      weekday: String(rule?.weekday ?? 1),
      nth: String(rule?.nth ?? 1),
      daysAfter: String(rule?.daysAfter ?? 0),
      observed: rule?.observed ?? false,
      whole: !rule?.fromTime,
      fromTime: rule?.fromTime ? sayTime(rule.fromTime) : '',
      toTime: rule?.toTime ? sayTime(rule.toTime) : '',
      location: (rule?.location ?? everywhere) as string,
    },
    deed.error,
  )
  const { values } = form
  const [checked, setChecked] = useState(false)
  const fromTime = values.whole ? null : timeTyped(values.fromTime)
  const toTime = values.whole ? null : timeTyped(values.toTime, fromTime)
  const wrongDays = !/^-?\d{1,3}$/.test(values.daysAfter.trim()) || Math.abs(Number(values.daysAfter)) > 120
  const wrongDay = values.kind === 'fixed' && !/^([1-9]|[12]\d|3[01])$/.test(values.day.trim())
  const wrongTimes = !values.whole && (!fromTime || !toTime || toTime <= fromTime)
  const asked = {
    name: values.name.trim(),
    kind: values.kind,
    month: values.kind === 'easter' ? null : Number(values.month),
    day: values.kind === 'fixed' ? Number(values.day) : null,
    weekday: values.kind === 'nth-weekday' ? Number(values.weekday) : null,
    nth: values.kind === 'nth-weekday' ? (Number(values.nth) as Nth) : null,
    daysAfter: Number(values.daysAfter),
    observed: values.observed,
    fromTime,
    toTime,
    location: places.find(one => one.id === values.location)?.id ?? null,
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (form.missing(['name'], t('kit.fields.missing')) || wrongDays || wrongDay || wrongTimes) return
    if (rule) await change.attempt({ rule: rule.id, ...asked })
    else await add.attempt(asked)
  }
  return (
    <Dialog title={rule ? t('practice.changeTitle', { name: rule.name }) : t(`${words}.add`)} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={rule ? changeHolidayRule.name : addHolidayRule.name}>
        <TextField label={t(`${words}.name`)} autoFocus maxLength={120} {...form.field('name')} />
        <Segmented<Rule['kind']>
          label={t(`${words}.kind`)}
          choices={[
            { id: 'fixed', label: t(`${words}.kinds.fixed`) },
            { id: 'nth-weekday', label: t(`${words}.kinds.nth`) },
            { id: 'easter', label: t(`${words}.kinds.easter`) },
          ]}
          value={values.kind}
          onChange={kind => form.set('kind', kind)}
        />
        <div className={css.pair}>
          {values.kind !== 'easter' && <Select label={t(`${words}.month`)} choices={months} {...form.field('month')} />}
          {values.kind === 'fixed' && (
            <TextField
              label={t(`${words}.day`)}
              inputMode="numeric"
              maxLength={2}
              {...form.field('day')}
              error={
                checked && wrongDay
                  ? t('schedule.setup.types.wrongNumber', { least: 1, most: 31 })
                  : form.field('day').error
              }
            />
          )}
          {values.kind === 'nth-weekday' && (
            <>
              <Select
                label={t(`${words}.nth`)}
                choices={nths.map(id => ({ id: String(id), label: sayNth(id) }))}
                {...form.field('nth')}
              />
              <Select label={t(`${words}.weekday`)} choices={days} {...form.field('weekday')} />
            </>
          )}
          <TextField
            label={t(`${words}.daysAfter`)}
            hint={t(`${words}.daysAfterHint`)}
            maxLength={4}
            {...form.field('daysAfter')}
            error={checked && wrongDays ? t('schedule.setup.types.wrongNumber', { least: -120, most: 120 }) : undefined}
          />
        </div>
        <Checkbox checked={values.observed} onChange={on => form.set('observed', on)} hint={t(`${words}.observedHint`)}>
          {t(`${words}.observed`)}
        </Checkbox>
        <Checkbox checked={values.whole} onChange={on => form.set('whole', on)}>
          {t('schedule.setup.span.whole')}
        </Checkbox>
        {!values.whole && (
          <div className={css.pair}>
            <TimeField label={t('schedule.setup.span.fromTime')} {...form.field('fromTime')} />
            <TimeField
              label={t('schedule.setup.span.toTime')}
              after={fromTime}
              {...form.field('toTime')}
              error={checked && wrongTimes ? t('schedule.setup.hours.notTime') : undefined}
            />
          </div>
        )}
        <Select
          label={t('schedule.setup.closures.where')}
          choices={[
            { id: everywhere, label: t('schedule.setup.closures.everywhere') },
            ...places.map(one => ({ id: one.id as string, label: one.name })),
          ]}
          {...form.field('location')}
        />
        {!wrongDays && !wrongDay && !wrongTimes && (
          <p className={css.quiet} role="status">
            {sayRule(asked)}
          </p>
        )}
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy}>
          {t(rule ? 'kit.save' : `${words}.add`)}
        </Button>
      </form>
    </Dialog>
  )
}
