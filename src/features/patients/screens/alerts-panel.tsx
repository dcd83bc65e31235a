import type { FormEvent } from 'react'
import type { InputOf } from '../../../core/contract.ts'
import { useMay } from '../../../web/app/session.ts'
import { useAct, useAskAgain } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { useDraft } from '../../../web/kit/drafts.ts'
import { day } from '../../../web/kit/format.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { Tag } from '../../../web/kit/tag.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { addAlert, endAlert, patientCard } from '../contract.ts'
import type { PatientRecord } from './patient-name.ts'
import css from './record.module.css'

type Kind = NonNullable<InputOf<typeof addAlert>['kind']>
const kinds: Kind[] = ['safety', 'allergy', 'access', 'billing', 'privacy', 'courtesy', 'other']
const empty: { text: string; kind: Kind; endsOn: string | null } = { text: '', kind: 'other', endsOn: null }

/** Alerts: seen by whoever opens the card. */
export function AlertsPanel({ card }: { card: PatientRecord }) {
  const may = useMay()
  const again = useAskAgain()
  const draft = useDraft(`patients.alert.${card.id}`, empty)
  const refresh = () => void again(patientCard)
  const add = useAct(addAlert, refresh)
  const end = useAct(endAlert, refresh)
  const { text, kind, endsOn } = draft.value
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    if (await add.attempt({ patient: card.id, text, kind, endsOn })) draft.clear()
  }
  const stop = async (alert: string) => {
    if (await end.attempt({ alert })) toast(t('patients.edit.alertEnded'))
  }
  return (
    <Panel title={t('patients.edit.alerts')} hint={t('patients.edit.alertsHint')}>
      <div className={css.stack}>
        {card.alerts.length === 0 && <p className={css.quiet}>{t('patients.edit.noAlerts')}</p>}
        {card.alerts.map(alert => (
          <div key={alert.alert} className={css.line}>
            <div>
              <Tag look={alert.kind === 'safety' || alert.kind === 'allergy' ? 'bad' : 'warn'}>{alert.text}</Tag>
              <div className={css.quiet}>
                {[
                  t(`patients.alertKinds.${alert.kind}`),
                  t('patients.edit.alertBy', { by: alert.by, date: day(alert.startsOn, 'full') }),
                  alert.endsOn && t('patients.edit.until', { date: day(alert.endsOn, 'full') }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </div>
            {may(endAlert) && (
              <Button small busy={end.busy} command={endAlert.name} onPress={() => void stop(alert.alert)}>
                {t('patients.edit.endAlert')}
              </Button>
            )}
          </div>
        ))}
        {may(addAlert) && (
          <form className={css.alertForm} onSubmit={save} data-command={addAlert.name}>
            <TextField
              label={t('patients.edit.alertText')}
              placeholder={t('patients.edit.alertPlaceholder')}
              value={text}
              onChange={next => draft.set(now => ({ ...now, text: next }))}
              maxLength={500}
            />
            <Select
              label={t('patients.edit.alertKind')}
              choices={kinds.map(id => ({ id, label: t(`patients.alertKinds.${id}`) }))}
              value={kind}
              onChange={next => draft.set(now => ({ ...now, kind: next }))}
            />
            <DateField
              label={t('patients.edit.alertUntil')}
              optional
              value={endsOn}
              onChange={next => draft.set(now => ({ ...now, endsOn: next }))}
            />
            <Button type="submit" busy={add.busy} disabled={text.trim() === ''} command={addAlert.name}>
              {t('patients.edit.addAlert')}
            </Button>
          </form>
        )}
        <FormError error={add.error ?? end.error} />
      </div>
    </Panel>
  )
}
