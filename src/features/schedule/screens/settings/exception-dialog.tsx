import { type FormEvent, useState } from 'react'
import css from '../../../../web/app/settings/settings.module.css'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Segmented } from '../../../../web/kit/segmented.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { FormError } from '../../../../web/kit/states.tsx'
import { TextField } from '../../../../web/kit/text-field.tsx'
import { t } from '../../../../web/words/say.ts'
import { addException } from '../../contract.ts'
import { plan } from './hours-deeds.ts'
import type { Ground, LocationId, Worker } from './setting-ground.ts'
import { emptySpan, readSpan, type SpanFaults } from './span.ts'
import { SpanFields } from './span-fields.tsx'
import { WeekdayChecks } from './weekday-checks.tsx'

type Kind = 'away' | 'open' | 'meeting'

/** Plans an absence or extra hours of one provider. */
export function ExceptionDialog(props: { ground: Ground; provider: Worker; onClose: () => void }) {
  const { ground, provider, onClose } = props
  const [kind, setKind] = useState<Kind>('away')
  const [span, setSpan] = useState(() => emptySpan(true))
  const [location, setLocation] = useState<LocationId | null>(provider.location ?? ground.locations[0]?.id ?? null)
  const [reason, setReason] = useState('')
  const [weekdays, setWeekdays] = useState<number[]>([])
  const [faults, setFaults] = useState<SpanFaults & { location?: string }>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const manyDays = span.from !== null && span.to !== null && span.to > span.from
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const read = readSpan({ ...span, whole: kind === 'away' && span.whole }, true)
    const noPlace = kind === 'open' && !location ? { location: t('kit.fields.missing') } : {}
    setFaults({ ...('faults' in read ? read.faults : {}), ...noPlace })
    if ('faults' in read || 'location' in noPlace) return
    setBusy(true)
    setError(null)
    try {
      await plan(provider.name, {
        provider: provider.id,
        kind,
        location: kind === 'open' ? location : null,
        reason,
        weekdays: manyDays && weekdays.length > 0 ? weekdays : null,
        ...read.span,
      })
      onClose()
    } catch (refused) {
      setError(refused)
      setBusy(false)
    }
  }

  return (
    <Dialog title={t('schedule.setup.exceptions.addTitle', { name: provider.name })} onClose={onClose}>
      <form className={css.form} onSubmit={submit} data-command={addException.name}>
        <div>
          <Segmented<Kind>
            label={t('schedule.setup.exceptions.kind')}
            choices={[
              { id: 'away', label: t('schedule.setup.exceptions.away') },
              { id: 'meeting', label: t('schedule.setup.exceptions.meeting') },
              { id: 'open', label: t('schedule.setup.exceptions.open') },
            ]}
            value={kind}
            onChange={setKind}
          />
        </div>
        <SpanFields value={span} faults={faults} onChange={setSpan} needsTimes={kind !== 'away'} />
        {manyDays && <WeekdayChecks value={weekdays} onChange={setWeekdays} />}
        {kind === 'open' && (
          <Select
            label={t('schedule.setup.exceptions.location')}
            choices={ground.locations.map(one => ({ id: one.id, label: one.name }))}
            value={location}
            onChange={setLocation}
            error={faults.location}
          />
        )}
        <TextField
          label={t(kind === 'meeting' ? 'schedule.setup.exceptions.meetingName' : 'schedule.setup.exceptions.reason')}
          optional
          maxLength={120}
          value={reason}
          onChange={setReason}
        />
        <FormError error={error} />
        <Button look="main" type="submit" busy={busy} command={addException.name}>
          {t('schedule.setup.exceptions.add')}
        </Button>
      </form>
    </Dialog>
  )
}
