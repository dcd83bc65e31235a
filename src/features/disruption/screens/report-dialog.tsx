import { type FormEvent, useState } from 'react'
import { useAct, useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { toast } from '../../../web/kit/toast.ts'
import { t } from '../../../web/words/say.ts'
import { overview } from '../../practice/contract.ts'
import { timeTyped } from '../../schedule/screens/index.tsx'
import { type Kind, reportDisruption, reportLate } from '../contract.ts'
import css from './disruptions.module.css'
import { nothingPicked, PickOne, pickedOf } from './pick-one.tsx'

const kinds: readonly Kind[] = ['provider-away', 'provider-late', 'room-out', 'location-closed']

/** What has gone wrong, in as few keys as can be: it opens on "provider away", a name and Enter report it from now to the end of today. */
export function ReportDialog({
  onClose,
  onReported,
}: {
  onClose: () => void
  onReported: (disruption: string) => void
}) {
  const house = useAsk(overview, {})
  const away = useAct(reportDisruption)
  const late = useAct(reportLate)
  const [kind, setKind] = useState<Kind>('provider-away')
  const [picking, setPicking] = useState(nothingPicked)
  const [minutes, setMinutes] = useState('20')
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [fromTime, setFromTime] = useState('')
  const [toTime, setToTime] = useState('')
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<{ minutes?: string; fromTime?: string; toTime?: string }>({})
  const choices = choicesOf(house.data, kind)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const picked = pickedOf(choices, picking)
    if (!picked) return
    const { id: what, label: name } = picked
    const since = fromTime.trim() ? timeTyped(fromTime) : undefined
    const until = toTime.trim() ? timeTyped(toTime, since ?? null) : undefined
    const late_minutes = Number(minutes)
    const wrong = {
      ...(kind === 'provider-late' && !(Number.isInteger(late_minutes) && late_minutes >= 1 && late_minutes <= 600)
        ? { minutes: t('disruption.ask.minutesFault') }
        : {}),
      ...(since === null ? { fromTime: t('disruption.ask.timeFault') } : {}),
      ...(until === null ? { toTime: t('disruption.ask.timeFault') } : {}),
    }
    setFault(wrong)
    if (Object.keys(wrong).length > 0) return
    const key = { 'provider-away': 'provider', 'room-out': 'room', 'location-closed': 'location' } as const
    const done =
      kind === 'provider-late'
        ? await late.attempt({ provider: what, minutes: late_minutes, reason })
        : await away.attempt({
            kind,
            [key[kind]]: what,
            ...(from ? { from } : {}),
            ...(to ? { to } : {}),
            ...(since ? { fromTime: since } : {}),
            ...(until ? { toTime: until } : {}),
            reason,
          })
    if (!done) return
    const says = { what: t(`disruption.is.${kind}`, { what: name }) }
    toast(
      done.affected > 0 ? t('disruption.reported', { ...says, n: done.affected }) : t('disruption.reportedNone', says),
    )
    onReported(done.disruption)
    onClose()
  }

  return (
    <Dialog title={t('disruption.reportTitle')} onClose={onClose}>
      <form
        className={css.form}
        onSubmit={submit}
        data-command={kind === 'provider-late' ? reportLate.name : reportDisruption.name}
      >
        <div>
          <Segmented<Kind>
            label={t('disruption.ask.kind')}
            choices={kinds.map(id => ({ id, label: t(`disruption.kinds.${id}`) }))}
            value={kind}
            onChange={next => {
              setKind(next)
              setPicking(nothingPicked)
            }}
          />
        </div>
        <PickOne
          key={kind}
          label={t('disruption.ask.who')}
          hint={t('disruption.ask.whoHint')}
          choices={choices}
          value={picking}
          onChange={setPicking}
        />
        {kind === 'provider-late' ? (
          <TextField
            label={t('disruption.ask.minutes')}
            inputMode="numeric"
            value={minutes}
            onChange={setMinutes}
            error={fault.minutes}
          />
        ) : (
          <details className={css.more!}>
            <summary>{t('disruption.ask.more')}</summary>
            <div className={css.form}>
              <div className={css.pair}>
                <DateField label={t('disruption.ask.from')} value={from} onChange={setFrom} optional />
                <DateField label={t('disruption.ask.to')} value={to} onChange={setTo} optional />
              </div>
              <div className={css.pair}>
                <TextField
                  label={t('disruption.ask.fromTime')}
                  hint={t('disruption.ask.timeHint')}
                  value={fromTime}
                  onChange={setFromTime}
                  error={fault.fromTime}
                  optional
                />
                <TextField
                  label={t('disruption.ask.toTime')}
                  value={toTime}
                  onChange={setToTime}
                  error={fault.toTime}
                  optional
                />
              </div>
            </div>
          </details>
        )}
        <TextField
          label={t('disruption.ask.reason')}
          hint={t('disruption.ask.reasonHint')}
          value={reason}
          onChange={setReason}
          maxLength={120}
          optional
        />
        <FormError error={kind === 'provider-late' ? late.error : away.error} />
        <Button look="main" type="submit" busy={away.busy || late.busy} keyHint="Enter">
          {t('disruption.report')}
        </Button>
      </form>
    </Dialog>
  )
}

type House = {
  providers: readonly {
    id: string
    given: string
    family: string
    credential: string
    leftAt: string | null
    location: string | null
  }[]
  rooms: readonly { id: string; name: string; location: string; closedAt: string | null }[]
  locations: readonly { id: string; name: string; closedAt: string | null }[]
}

function choicesOf(house: House | undefined, kind: Kind) {
  if (!house) return []
  const place = (id: string | null) => house.locations.find(one => one.id === id)?.name ?? ''
  if (kind === 'room-out') {
    return house.rooms
      .filter(one => !one.closedAt)
      .map(one => ({ id: one.id, label: one.name, detail: place(one.location) }))
  }
  if (kind === 'location-closed') {
    return house.locations.filter(one => !one.closedAt).map(one => ({ id: one.id, label: one.name, detail: '' }))
  }
  return house.providers
    .filter(one => !one.leftAt)
    .map(one => ({
      id: one.id,
      label: [[one.given, one.family].filter(Boolean).join(' '), one.credential].filter(Boolean).join(', '),
      detail: place(one.location),
    }))
}
