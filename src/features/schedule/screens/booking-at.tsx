import { type FormEvent, useState } from 'react'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { t } from '../../../web/words/say.ts'
import { bookAppointment } from '../contract.ts'
import css from './booking-panel.module.css'
import { TimeField } from './settings/time-field.tsx'
import { timeTyped } from './settings/time-typed.ts'
import type { Spot } from './use-booking-deed.ts'

type Props = { provider: string | null; from: string; busy: boolean; onTake: (spot: Spot) => void }

/** A day and a time of one's own, whether it is free or not: what stands in the way is said, and who may books over it. */
export function BookingAt({ provider, from, busy, onTake }: Props) {
  const [date, setDate] = useState<string | null>(from)
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState(false)
  const time = timeTyped(typed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (provider && date && time) onTake({ provider: provider as never, date, time })
  }
  return (
    <form className={`${css.steps} ${css.at}`} onSubmit={submit} aria-label={t('schedule.deeds.at.title')}>
      <DateField label={t('schedule.deeds.at.day')} value={date} onChange={setDate} />
      <TimeField
        label={t('schedule.deeds.at.time')}
        value={typed}
        onChange={setTyped}
        autoFocus
        error={asked && !time ? t('schedule.deeds.no.time') : undefined}
      />
      <Button type="submit" look="main" keyHint="Enter" busy={busy} disabled={!provider} command={bookAppointment.name}>
        {t('schedule.deeds.at.go')}
      </Button>
      {!provider && <span className={css.none}>{t('schedule.deeds.at.provider')}</span>}
    </form>
  )
}
