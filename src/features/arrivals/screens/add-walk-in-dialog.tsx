import { type FormEvent, useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import css from '../../../web/app/settings/settings.module.css'
import { type Deed, useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { Icon } from '../../../web/kit/icon.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { Select } from '../../../web/kit/select.tsx'
import { Answered, FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { fullName, PatientPick } from '../../patients/screens/index.tsx'
import { overview } from '../../practice/contract.ts'
import { addWalkIn } from '../contract.ts'
import { redFlags } from '../contract-red-flags.ts'
import panel from './walk-in-panel.module.css'

/** The location this desk added somebody to last: a desk stands in one place. */
const placeAt = 'anteroom.walk-in-place'

type Place = OutputOf<typeof overview>['locations'][number]

/** Somebody stands at the desk without an appointment: who, why, how soon. */
export function AddWalkInDialog({ location, onClose }: { location: string | null; onClose: () => void }) {
  const practice = useAsk(overview, {})
  const deed = useAct(addWalkIn)
  return (
    <Dialog
      title={t('arrivals.walkIns.addTitle')}
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="walk-in" busy={deed.busy} command={addWalkIn.name}>
          {t('arrivals.walkIns.add')}
        </Button>
      }
    >
      <Answered answer={practice}>
        {data => (
          <WalkInForm
            deed={deed}
            location={location}
            places={data.locations.filter(one => !one.closedAt)}
            onClose={onClose}
          />
        )}
      </Answered>
    </Dialog>
  )
}

function WalkInForm(props: {
  deed: Deed<typeof addWalkIn>
  location: string | null
  places: Place[]
  onClose: () => void
}) {
  const { deed, location, places, onClose } = props
  const [chosen, setChosen] = useState(location ?? localStorage.getItem(placeAt))
  const [patient, setPatient] = useState<{ id: string; name: string } | null>(null)
  const [unknown, setUnknown] = useState(false)
  const [name, setName] = useState('')
  const [birthDate, setBirthDate] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [urgency, setUrgency] = useState<'1' | '2' | '3' | '4'>('3')
  const [checked, setChecked] = useState(false)
  const flags = redFlags(reason)
  const at = places.find(one => one.id === chosen)?.id ?? places[0]?.id ?? null
  const who = patient?.name ?? name.trim()

  async function submit(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (who === '' || reason.trim() === '' || !at) return
    const added = await deed.attempt({
      location: at,
      ...(patient ? { patient: patient.id as never } : { name: who, ...(birthDate ? { birthDate } : {}) }),
      reason,
      urgency: Number(urgency),
    })
    if (!added) return
    localStorage.setItem(placeAt, at)
    toast(t('arrivals.walkIns.said.added', { who }))
    onClose()
  }
  return (
    <form id="walk-in" className={css.form} onSubmit={event => void submit(event)}>
      {patient ? (
        <p>
          <b>{patient.name}</b>{' '}
          <Button
            small
            look="quiet"
            label={t('arrivals.walkIns.known')}
            icon={<Icon name="cross" />}
            onPress={() => setPatient(null)}
          />
        </p>
      ) : unknown ? (
        <>
          <TextField
            label={t('arrivals.walkIns.newName')}
            autoFocus
            maxLength={120}
            value={name}
            onChange={setName}
            error={checked && who === '' ? t('kit.fields.missing') : undefined}
          />
          <DateField label={t('arrivals.walkIns.birthDate')} optional value={birthDate} onChange={setBirthDate} />
        </>
      ) : (
        <PatientPick
          autoFocus
          label={t('arrivals.walkIns.who')}
          placeholder={t('arrivals.walkIns.whoHint')}
          onPick={(id, found) => setPatient({ id, name: fullName(found) })}
          onRegister={text => {
            setName(text)
            setUnknown(true)
          }}
        />
      )}
      {!patient && (
        <Button small look="quiet" onPress={() => setUnknown(now => !now)}>
          {unknown ? t('arrivals.walkIns.known') : t('arrivals.walkIns.unknown')}
        </Button>
      )}
      <TextField
        label={t('arrivals.walkIns.reason')}
        placeholder={t('arrivals.walkIns.reasonHint')}
        maxLength={200}
        value={reason}
        onChange={setReason}
        error={checked && reason.trim() === '' ? t('kit.fields.missing') : undefined}
      />
      {flags.length > 0 && (
        <p className={panel.advice} role="alert">
          <Icon name="warn" />
          <span>
            {t('arrivals.walkIns.nurse', { flags: flags.join(', ') })}
            <small>{t('arrivals.walkIns.advice')}</small>
          </span>
        </p>
      )}
      <Segmented
        label={t('arrivals.walkIns.urgency')}
        choices={(['1', '2', '3', '4'] as const).map(id => ({ id, label: t(`arrivals.walkIns.urgencies.u${id}`) }))}
        value={urgency}
        onChange={setUrgency}
      />
      {places.length > 1 && (
        <Select
          label={t('arrivals.walkIns.location')}
          choices={places.map(one => ({ id: one.id as string, label: one.name }))}
          value={at}
          onChange={setChosen}
        />
      )}
      {checked && who === '' && <p role="alert">{t('arrivals.walkIns.missing')}</p>}
      <FormError error={deed.error} />
    </form>
  )
}
