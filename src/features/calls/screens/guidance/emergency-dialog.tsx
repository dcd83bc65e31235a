import { type FormEvent, useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { keepEmergencyScript } from '../../contract.ts'
import { stepsOfText, textOfSteps } from './line-text.ts'
import type { Wording } from './shown-flags.ts'

/** Writes what to say and to do, a line a step. */
export function EmergencyDialog({
  emergency,
  onClose,
}: {
  emergency: Wording['emergencies'][number] | null
  onClose: () => void
}) {
  const keep = useAct(keepEmergencyScript, onClose)
  const [name, setName] = useState(emergency?.content.name ?? '')
  const [text, setText] = useState(emergency ? textOfSteps(emergency.content.steps) : '')
  const steps = stepsOfText(text)
  const bad = typeof steps === 'number' ? t('guidance.emergencies.badLine', { n: steps }) : undefined
  const ready = name.trim() !== '' && typeof steps !== 'number' && steps.length > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    void keep.attempt({
      ...(emergency ? { guidance: emergency.guidance, version: emergency.version } : {}),
      content: { name, steps },
    })
  }
  return (
    <Dialog
      title={emergency ? t('guidance.changeTitle', { name: emergency.content.name }) : t('guidance.emergencies.add')}
      onClose={onClose}
      width="wide"
      foot={
        <Button look="main" type="submit" form="emergency-script" busy={keep.busy} disabled={!ready}>
          {t('guidance.save')}
        </Button>
      }
    >
      <form id="emergency-script" className={css.form} data-command={keepEmergencyScript.name} onSubmit={submit}>
        <TextField label={t('guidance.flags.name')} value={name} onChange={setName} maxLength={80} />
        <TextArea
          label={t('guidance.emergencies.steps')}
          hint={t('guidance.emergencies.stepsHint')}
          error={bad}
          value={text}
          onChange={setText}
          rows={9}
          maxLength={9_000}
        />
        <FormError error={keep.error} />
      </form>
    </Dialog>
  )
}
