import { type FormEvent, useState } from 'react'
import css from '../../../web/app/settings/settings.module.css'
import { useAct } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { ComboBox } from '../../../web/kit/combo-box.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { useForm } from '../../../web/kit/form.ts'
import { phone } from '../../../web/kit/format.ts'
import { KeyValue } from '../../../web/kit/key-value.tsx'
import { Panel } from '../../../web/kit/panel.tsx'
import { PhoneField } from '../../../web/kit/phone-field.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { changePractice } from '../contract.ts'
import type { PracticeFacts } from './overview-parts.ts'
import { zoneChoices } from './zones.ts'

const idleSteps = [1, 2, 3, 5, 10, 15, 20, 30, 60]

/** Name, clock, phone of the practice, and after how long a left screen locks. */
export function PracticePanel({ practice, may }: { practice: PracticeFacts; may: boolean }) {
  const [changing, setChanging] = useState(false)
  return (
    <Panel
      title={practice.name}
      deeds={may && <Button onPress={() => setChanging(true)}>{t('practice.change')}</Button>}
    >
      <KeyValue
        rows={[
          { name: t('practice.setUp.zone'), value: practice.zone.replaceAll('_', ' ') },
          { name: t('practice.phone'), value: practice.phone && phone(practice.phone) },
          { name: t('practice.idle'), value: t('kit.minutes', { n: practice.idleLockMinutes }) },
        ]}
      />
      {changing && <ChangePractice practice={practice} onClose={() => setChanging(false)} />}
    </Panel>
  )
}

function ChangePractice({ practice, onClose }: { practice: PracticeFacts; onClose: () => void }) {
  const deed = useAct(changePractice, onClose)
  const form = useForm(
    {
      name: practice.name,
      zone: practice.zone as string | null,
      phone: practice.phone,
      idle: String(practice.idleLockMinutes),
    },
    deed.error,
  )
  const steps = [...new Set([...idleSteps, practice.idleLockMinutes])].sort((a, b) => a - b)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.missing(['name', 'zone'], t('kit.fields.missing'))) return
    const { name, zone, phone: number, idle } = form.values
    await deed.attempt({ name, zone: zone!, phone: number, idleLockMinutes: Number(idle) })
  }
  return (
    <Dialog title={t('practice.changeTitle', { name: practice.name })} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={changePractice.name}>
        <TextField label={t('practice.setUp.name')} autoFocus {...form.field('name')} />
        <ComboBox
          label={t('practice.setUp.zone')}
          hint={t('practice.setUp.zoneHint')}
          choices={zoneChoices()}
          {...form.field('zone')}
        />
        <PhoneField label={t('practice.phone')} optional {...form.field('phone')} />
        <Select
          label={t('practice.idle')}
          hint={t('practice.idleHint')}
          choices={steps.map(n => ({ id: String(n), label: t('kit.minutes', { n }) }))}
          {...form.field('idle')}
        />
        <FormError error={deed.error} />
        <Button look="main" type="submit" busy={deed.busy} command={changePractice.name}>
          {t('kit.save')}
        </Button>
      </form>
    </Dialog>
  )
}
