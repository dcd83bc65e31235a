import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { useForm } from '../../../../web/kit/form.ts'
import { Select } from '../../../../web/kit/select.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { listVisitTypes } from '../../../schedule/contract.ts'
import { addRecallRule, changeRecallRule, type listRules } from '../../contract.ts'
import { numberIn } from './number-in.ts'

export type Rule = OutputOf<typeof listRules>['rules'][number]

const limits = { months: [1, 120], leadDays: [0, 365], ageFrom: [0, 130], ageTo: [0, 130] } as const
type Numbered = keyof typeof limits

/** Adds a recall rule, or changes one. */
export function RuleDialog({ rule, onClose }: { rule: Rule | null; onClose: () => void }) {
  const add = useAct(addRecallRule, onClose)
  const change = useAct(changeRecallRule, onClose)
  const deed = rule ? change : add
  const types = useAsk(listVisitTypes, { retired: rule !== null }).data?.visitTypes ?? []
  const form = useForm(
    {
      name: rule?.name ?? '',
      after: (rule?.after ?? '') as string,
      recall: (rule?.recall ?? '') as string,
      months: String(rule?.months ?? 12),
      leadDays: String(rule?.leadDays ?? 30),
      ageFrom: rule?.ageFrom == null ? '' : String(rule.ageFrom),
      ageTo: rule?.ageTo == null ? '' : String(rule.ageTo),
      retired: rule?.retired ?? false,
    },
    deed.error,
  )
  const [checked, setChecked] = useState(false)
  const optional = (name: Numbered) => name === 'ageFrom' || name === 'ageTo'
  const wrong = (name: Numbered) =>
    !(optional(name) && form.values[name].trim() === '') && numberIn(form.values[name], limits[name]) === null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const empty = form.missing(['name', 'after', 'recall'], t('kit.fields.missing'))
    if (empty || (Object.keys(limits) as Numbered[]).some(wrong)) return
    const { values } = form
    const asked = {
      name: values.name,
      after: values.after as never,
      recall: values.recall as never,
      months: numberIn(values.months, limits.months)!,
      leadDays: numberIn(values.leadDays, limits.leadDays)!,
      ageFrom: numberIn(values.ageFrom, limits.ageFrom),
      ageTo: numberIn(values.ageTo, limits.ageTo),
    }
    if (rule) await change.attempt({ rule: rule.id, ...asked, retired: values.retired })
    else await add.attempt(asked)
  }
  const number = (name: Numbered) => ({
    ...form.field(name),
    inputMode: 'numeric' as const,
    maxLength: 3,
    optional: optional(name),
    error:
      checked && wrong(name)
        ? t('worklists.rules.wrongNumber', { least: limits[name][0], most: limits[name][1] })
        : form.field(name).error,
  })
  const choices = types.map(type => ({ id: type.id as string, label: type.name }))
  return (
    <Dialog
      title={rule ? t('practice.changeTitle', { name: rule.name }) : t('worklists.rules.add')}
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="recall-rule" busy={deed.busy}>
          {t('worklists.order.save')}
        </Button>
      }
    >
      <form id="recall-rule" className={css.form} onSubmit={submit}>
        <TextField label={t('worklists.rules.name')} maxLength={80} autoFocus {...form.field('name')} />
        <div className={css.pair}>
          <Select label={t('worklists.rules.after')} choices={choices} {...form.field('after')} />
          <Select label={t('worklists.rules.recall')} choices={choices} {...form.field('recall')} />
        </div>
        <div className={css.pair}>
          <TextField label={t('worklists.rules.months')} {...number('months')} />
          <TextField label={t('worklists.rules.lead')} {...number('leadDays')} />
        </div>
        <div className={css.pair}>
          <TextField label={t('worklists.rules.ageFrom')} {...number('ageFrom')} />
          <TextField label={t('worklists.rules.ageTo')} {...number('ageTo')} />
        </div>
        {rule && (
          <Checkbox checked={form.values.retired} onChange={on => form.set('retired', on)}>
            {t('worklists.rules.retired')}
          </Checkbox>
        )}
        <FormError error={deed.error} />
      </form>
    </Dialog>
  )
}
