import { type FormEvent, useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct, useAsk } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { day } from '../../../../web/kit/format.ts'
import { FormError } from '../../../../web/kit/states.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { act } from '../../../../web/kit/wire.ts'
import { t } from '../../../../web/words/say.ts'
import { copyWeeklyTemplate, previewHours, setWeeklyTemplate } from '../../contract.ts'
import { FallingOut } from './falling-out.tsx'
import { orSay } from './hours-deeds.ts'
import type { Ground, Worker } from './setting-ground.ts'
import { periodsOf, weeksBefore } from './week.ts'

/** Gives one provider's week to others from a day on; says before what would fall out of theirs. */
export function CopyWeekDialog(props: { ground: Ground; from: Worker; on: string; onClose: () => void }) {
  const { ground, from, onClose } = props
  const [to, setTo] = useState<Worker['id'][]>([])
  const [validFrom, setValidFrom] = useState<string | null>(props.on)
  const deed = useAct(copyWeeklyTemplate)
  const ready = validFrom !== null && to.length > 0
  const preview = useAsk(
    previewHours,
    { providers: to, validFrom: validFrom ?? props.on, hours: [], like: from.id },
    { enabled: ready, keepPrevious: true },
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    const before = to.map(id => ({
      id,
      weeks: weeksBefore(
        periodsOf(
          ground.all.templates.filter(row => row.provider === id),
          ground.all.on,
        ),
        validFrom,
      ),
    }))
    if (!(await deed.attempt({ from: from.id, to, validFrom }))) return
    const putBack = async () => {
      for (const one of before)
        for (const week of one.weeks) await act(setWeeklyTemplate, { provider: one.id, ...week })
    }
    const said = t('schedule.setup.copy.done', { n: to.length, name: from.name, day: day(validFrom) })
    toast(said, validFrom >= ground.all.on ? { undo: () => void orSay(putBack) } : {})
    onClose()
  }
  return (
    <Dialog title={t('schedule.setup.copy.title', { name: from.name })} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={copyWeeklyTemplate.name}>
        <fieldset className={css.fieldset}>
          <legend>{t('schedule.setup.copy.to')}</legend>
          <div className={css.checks}>
            {ground.providers
              .filter(one => one.id !== from.id)
              .map(one => (
                <Checkbox
                  key={one.id}
                  checked={to.includes(one.id)}
                  onChange={on => setTo(on ? [...to, one.id] : to.filter(id => id !== one.id))}
                >
                  {one.name}
                </Checkbox>
              ))}
          </div>
        </fieldset>
        <DateField label={t('schedule.setup.hours.validFrom')} value={validFrom} onChange={setValidFrom} />
        {ready && preview.data && <FallingOut falling={preview.data} />}
        <FormError error={deed.error ?? (ready ? preview.error : null)} />
        <Button look="main" type="submit" disabled={!ready} busy={deed.busy}>
          {t('schedule.setup.copy.do')}
        </Button>
      </form>
    </Dialog>
  )
}
