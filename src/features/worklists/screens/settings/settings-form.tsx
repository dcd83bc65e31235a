import { type FormEvent, useState } from 'react'
import type { InputOf } from '../../../../core/contract.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { Panel } from '../../../../web/kit/panel.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { t } from '../../../../web/words/say.ts'
import { changeListSettings } from '../../contract.ts'
import { numberIn } from './number-in.ts'

type Settings = InputOf<typeof changeListSettings>
type Name = keyof Settings

// The same limits stand in the contract and in the table.
const limits: Record<Name, readonly [number, number]> = {
  confirmDays: [1, 10],
  retryHours: [1, 72],
  tries: [1, 9],
  overDays: [1, 180],
  letterDays: [1, 180],
  reviewMonths: [1, 60],
  rebookDays: [7, 730],
  orderDays: [0, 365],
  claimMinutes: [1, 120],
}
const names = Object.keys(limits) as Name[]

/** How often, how long and how far ahead the lists work. */
export function SettingsForm({ settings }: { settings: Settings }) {
  const deed = useAct(changeListSettings)
  const typed = Object.fromEntries(names.map(name => [name, String(settings[name])])) as Record<Name, string>
  const form = useForm(typed, deed.error)
  const [checked, setChecked] = useState(false)
  const wrong = (name: Name) => numberIn(form.values[name], limits[name]) === null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (names.some(wrong)) return
    const asked = Object.fromEntries(names.map(name => [name, Number(form.values[name])])) as Settings
    if (await deed.attempt(asked)) toast(t('worklists.rules.saved'))
  }
  return (
    <Panel title={t('worklists.rules.how')}>
      <form className={css.form} onSubmit={submit}>
        <div className={css.pair}>
          {names.map(name => (
            <TextField
              key={name}
              label={t(`worklists.rules.fields.${name}`)}
              {...form.field(name)}
              inputMode="numeric"
              maxLength={3}
              error={
                checked && wrong(name)
                  ? t('worklists.rules.wrongNumber', { least: limits[name][0], most: limits[name][1] })
                  : form.field(name).error
              }
            />
          ))}
        </div>
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy} command={changeListSettings.name}>
          {t('worklists.order.save')}
        </Button>
      </form>
    </Panel>
  )
}
