import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { fieldErrors } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { listPeopleToMessage } from '../../practice/contract.ts'
import { changeSetting, setting } from '../contract.ts'
import css from './waitlist.module.css'

type Setting = OutputOf<typeof setting>

/** How freed times are refilled here. */
export function WaitlistSetting() {
  const answer = useAsk(setting, {}, { fresh_ms: 0 })
  return (
    <Answered answer={answer}>{present => <SettingForm key={JSON.stringify(present)} present={present} />}</Answered>
  )
}

const nobody = 'whoever'

function SettingForm({ present }: { present: Setting }) {
  const people = useAsk(listPeopleToMessage, {})
  const deed = useAct(changeSetting)
  const [mode, setMode] = useState(present.mode)
  const [manner, setManner] = useState(present.manner)
  const [minutes, setMinutes] = useState(String(present.minutesEach))
  const [atOnce, setAtOnce] = useState(String(present.atOnce))
  const [fromTime, setFromTime] = useState(present.fromTime)
  const [toTime, setToTime] = useState(present.toTime)
  const [tasksTo, setTasksTo] = useState<string>(present.tasksTo ?? nobody)
  const wrong = fieldErrors(deed.error)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = await deed.attempt({
      mode,
      manner,
      minutesEach: Number(minutes),
      atOnce: Number(atOnce),
      fromTime,
      toTime,
      tasksTo: tasksTo === nobody ? null : tasksTo,
    })
    if (done) toast(t('waitlist.setting.saved'))
  }
  return (
    <Panel title={t('waitlist.setting.title')} hint={t('waitlist.setting.hint')}>
      <form className={css.form} onSubmit={submit}>
        <div className={css.wide}>
          <Select
            label={t('waitlist.setting.mode')}
            choices={(['off', 'propose', 'by-itself'] as const).map(id => ({
              id,
              label: t(`waitlist.setting.modes.${id}`),
            }))}
            value={mode}
            onChange={setMode}
          />
        </div>
        <div className={css.wide}>
          <Select
            label={t('waitlist.setting.manner')}
            choices={(['one-after-another', 'at-once'] as const).map(id => ({
              id,
              label: t(`waitlist.setting.manners.${id}`),
            }))}
            value={manner}
            onChange={setManner}
          />
        </div>
        <TextField
          label={t('waitlist.setting.minutes')}
          value={minutes}
          onChange={setMinutes}
          inputMode="numeric"
          error={wrong.minutesEach}
        />
        <TextField
          label={t('waitlist.setting.atOnce')}
          value={atOnce}
          onChange={setAtOnce}
          inputMode="numeric"
          error={wrong.atOnce}
        />
        <TextField label={t('waitlist.setting.from')} value={fromTime} onChange={setFromTime} error={wrong.fromTime} />
        <TextField label={t('waitlist.setting.to')} value={toTime} onChange={setToTime} error={wrong.toTime} />
        <div className={css.wide}>
          <Select
            label={t('waitlist.setting.tasks')}
            choices={[
              { id: nobody, label: t('waitlist.setting.whoNoted') },
              ...(people.data?.people ?? []).map(one => ({ id: one.id as string, label: one.name })),
            ]}
            value={tasksTo}
            onChange={setTasksTo}
          />
        </div>
        <div className={css.wide}>
          <FormError error={deed.error} />
          <Button look="main" type="submit" busy={deed.busy} command={changeSetting.name}>
            {t('waitlist.form.save')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
