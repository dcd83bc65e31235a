import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { readPhone } from '../../../core/phone.ts'
import { useMay } from '../../../web/app/session.ts'
import { RefusedError, useAct, useAskAgain } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { clock, day, thePlace } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Panel } from '../../../web/kit/panel.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { changePatient, patientCard } from '../contract.ts'
import { birthDatesIn } from './birth-dates.ts'
import type { PatientRecord } from './patient-name.ts'
import css from './record.module.css'
import { RecordAddresses } from './record-addresses.tsx'
import { clashOf, RecordClash } from './record-clash.tsx'
import { type Changes, useRecordDraft } from './record-draft.ts'
import { RecordName } from './record-name.tsx'
import { RecordOther } from './record-other.tsx'
import { RecordPhones } from './record-phones.tsx'
import { RecordReach } from './record-reach.tsx'

/** Everything of a record that may be written, saved together; what others change meanwhile is never overwritten unseen. */
export function RecordForm({ card }: { card: PatientRecord }) {
  const may = useMay()(changePatient)
  const router = useRouter()
  const draft = useRecordDraft(card, card.birthDate ? day(card.birthDate, 'numbers') : '')
  const [strict, setStrict] = useState(false)
  const again = useAskAgain()
  const change = useAct(changePatient)
  const { values } = draft
  const wrong =
    values.family.trim() === '' ||
    (draft.birthText.trim() !== '' && birthDatesIn(draft.birthText).length === 0) ||
    values.phones.some(one => !readPhone(one.number, thePlace().country))
  const send = async (changes: Changes, version: number) => {
    const done = await change.attempt({ patient: card.id, version, changes })
    if (!done) return
    draft.saved(done.version)
    setStrict(false)
    void again(patientCard)
    toast(
      done.changed.length === 0 ? t('patients.edit.nothing') : t('patients.edit.savedWhat', { n: done.changed.length }),
    )
  }
  const save = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (!draft.dirty || wrong || change.busy || clash) return
    void send(draft.changes, draft.version)
  }
  const clash = clashOf(change.error)
  const survivor =
    change.error instanceof RefusedError && change.error.code === 'patients.merged-away'
      ? String(change.error.facts.survivor ?? '')
      : ''
  useKeys(
    t('patients.edit.scope'),
    { 'Ctrl S': { does: t('patients.edit.save'), run: () => save() } },
    { enabled: may },
  )
  if (!may) return <p className={css.quiet}>{t('patients.edit.readOnly')}</p>
  return (
    <form className={css.form} onSubmit={save} noValidate data-command={changePatient.name}>
      {draft.restoredAt && (
        <p className={css.banner}>{t('patients.edit.restored', { time: clock(draft.restoredAt.toISOString()) })}</p>
      )}
      <Panel title={t('patients.edit.name')}>
        <RecordName draft={draft} strict={strict} />
      </Panel>
      <Panel title={t('patients.edit.phones')} hint={t('patients.edit.phoneHint')}>
        <RecordPhones phones={values.phones} onChange={phones => draft.set({ phones })} strict={strict} />
      </Panel>
      <Panel title={t('patients.edit.reach')}>
        <RecordReach draft={draft} />
      </Panel>
      <Panel title={t('patients.edit.addresses')}>
        <RecordAddresses
          addresses={values.addresses}
          former={card.formerAddresses}
          onChange={addresses => draft.set({ addresses })}
        />
      </Panel>
      <Panel title={t('patients.edit.other')}>
        <RecordOther draft={draft} />
      </Panel>
      {clash && (
        <RecordClash
          clash={clash}
          mine={draft.changes}
          busy={change.busy}
          onMine={() => void send(draft.rebase(clash.version), clash.version)}
          onTheirs={() => {
            draft.rebase(
              clash.version,
              clash.fields.map(one => one.field),
            )
            change.reset()
            void again(patientCard)
          }}
        />
      )}
      {!clash && <FormError error={change.error} />}
      {survivor && (
        <Button onPress={() => router.history.replace(`/patients/${survivor}`)}>
          {t('patients.card.openSurvivor')}
        </Button>
      )}
      <div className={css.foot} data-dirty={draft.dirty ? '' : undefined}>
        <Button
          look="main"
          type="submit"
          busy={change.busy}
          disabled={!draft.dirty || clash !== null}
          keyHint="Ctrl S"
          command={changePatient.name}
        >
          {t('patients.edit.save')}
        </Button>
        {draft.dirty && (
          <Button
            look="quiet"
            onPress={() => {
              draft.clear()
              change.reset()
              setStrict(false)
            }}
          >
            {t('patients.edit.discard')}
          </Button>
        )}
        {!draft.dirty && <span className={css.quiet}>{t('patients.edit.nothing')}</span>}
      </div>
    </form>
  )
}
