import { useState } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { clock, day } from '../../../web/kit/format.ts'
import { Segmented } from '../../../web/kit/segmented.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { TextField } from '../../../web/kit/text-field.tsx'
import { t } from '../../../web/words/say.ts'
import { MOST_TOGETHER, nextAvailable, planSeries } from '../contract.ts'
import type { Booking } from './booking-in-hand.ts'
import css from './booking-panel.module.css'
import { useBookTogether } from './booking-plans.tsx'
import type { BookingDeed } from './use-booking-deed.ts'
import { reasonWord } from './why-not-earlier.ts'

type Occurrence = OutputOf<typeof planSeries>['occurrences'][number]
type Instead = Occurrence['alternatives'][number]
type Unit = 'DAILY' | 'WEEKLY' | 'MONTHLY'
type Props = { booking: Booking; deed: BookingDeed; from: string }

/** Every second Tuesday at nine: each visit of a series with what stands in its way, solved one by one, then booked whole. */
export function BookingSeries({ booking, deed, from }: Props) {
  const [date, setDate] = useState<string | null>(null)
  const [time, setTime] = useState<string | null>(null)
  const [every, setEvery] = useState('1')
  const [unit, setUnit] = useState<Unit>('WEEKLY')
  const [times, setTimes] = useState('6')
  const [instead, setInstead] = useState<Record<string, Instead | 'out'>>({})
  const together = useBookTogether()
  const provider = booking.provider
  const first = useAsk(
    nextAvailable,
    { visitType: deed.visitType?.id as never, providers: [provider as never], from, limit: 1 },
    { enabled: provider !== null, fresh_ms: 0 },
  )
  const start = first.data?.openings[0]
  const day1 = date ?? start?.date ?? null
  const at = time ?? start?.time ?? ''
  const rule = `FREQ=${unit};INTERVAL=${Number(every)};COUNT=${Number(times)}`
  const right =
    /^([01]\d|2[0-3]):[0-5]\d$/.test(at) &&
    /^[1-9]\d?$/.test(every) &&
    /^[1-9]\d{0,2}$/.test(times) &&
    Number(times) <= MOST_TOGETHER
  const plan = useAsk(
    planSeries,
    {
      visitType: deed.visitType?.id as never,
      provider: provider as never,
      patient: booking.patient as never,
      date: day1 ?? from,
      time: at,
      rule,
    },
    { enabled: provider !== null && day1 !== null && right, keepPrevious: true, fresh_ms: 0 },
  )
  if (!provider) return <p className={css.none}>{t('schedule.finding.series.provider')}</p>

  const occurrences = plan.data?.occurrences ?? []
  const chosen = occurrences.flatMap(each => {
    const other = instead[each.startsAt]
    if (other === 'out') return []
    return other ?? (each.free ? each : [])
  })
  const open = occurrences.filter(each => !each.free && !instead[each.startsAt]).length
  const solve = (each: Occurrence, with_: Instead | 'out' | undefined) => {
    const { [each.startsAt]: _, ...rest } = instead
    setInstead(with_ ? { ...rest, [each.startsAt]: with_ } : rest)
  }
  const book = () =>
    void together.run({
      kind: 'series',
      rule,
      visits: chosen.map(each => ({
        patient: booking.patient as never,
        visitType: deed.visitType!.id,
        provider: provider as never,
        location: each.location,
        startsAt: each.startsAt,
        ...(each.warn.length > 0 ? { despite: each.warn } : {}),
      })),
    })
  return (
    <div className={css.several}>
      <div className={css.steps}>
        <DateField label={t('schedule.finding.series.first')} value={day1} onChange={setDate} />
        <TextField label={t('schedule.finding.series.time')} value={at} onChange={setTime} />
        <TextField label={t('schedule.finding.series.every')} inputMode="numeric" value={every} onChange={setEvery} />
        <Segmented
          label={t('schedule.finding.series.unit')}
          choices={[
            { id: 'DAILY', label: t('schedule.finding.series.days') },
            { id: 'WEEKLY', label: t('schedule.finding.series.weeks') },
            { id: 'MONTHLY', label: t('schedule.finding.series.months') },
          ]}
          value={unit}
          onChange={setUnit}
        />
        <TextField label={t('schedule.finding.series.times')} inputMode="numeric" value={times} onChange={setTimes} />
        <Button look="main" busy={together.busy} disabled={open > 0 || chosen.length === 0} onPress={book}>
          {open > 0
            ? t('schedule.finding.series.open', { n: open })
            : t('schedule.finding.several.book', { n: chosen.length })}
        </Button>
      </div>
      <FormError error={together.error ?? plan.error} />
      <ol className={css.occurrences} aria-label={t('schedule.finding.series.list')}>
        {occurrences.map(each => (
          <Line
            key={each.startsAt}
            each={each}
            instead={instead[each.startsAt]}
            onSolve={with_ => solve(each, with_)}
          />
        ))}
      </ol>
    </div>
  )
}

function Line(props: {
  each: Occurrence
  instead: Instead | 'out' | undefined
  onSolve: (with_: Instead | 'out' | undefined) => void
}) {
  const { each, instead, onSolve } = props
  const sayTime = (other: Instead) =>
    other.date === each.date
      ? clock(other.startsAt, other.zone)
      : `${day(other.date)}, ${clock(other.startsAt, other.zone)}`
  return (
    <li className={css.occurrence}>
      <b>
        {day(each.date)}, {each.why === 'skipped-time' ? each.time : clock(each.startsAt, each.zone)}
      </b>
      {instead === 'out' ? (
        <span>{t('schedule.finding.series.left')}</span>
      ) : instead ? (
        <span className={css.free}>✓ {t('schedule.finding.series.solved', { when: sayTime(instead) })}</span>
      ) : each.free ? (
        <span className={css.free}>
          ✓ {t('schedule.finding.series.free')}
          {each.warn.length > 0 && <em className={css.mark}> {t('schedule.finding.overLimit')}</em>}
        </span>
      ) : (
        <>
          <span className={css.conflict}>✕ {reasonWord(each.why, each.name)}</span>
          {each.alternatives.length > 0 && <span>{t('schedule.finding.series.instead')}</span>}
          {each.alternatives.map(other => (
            <Button key={other.startsAt} small look="quiet" onPress={() => onSolve(other)}>
              {sayTime(other)}
            </Button>
          ))}
        </>
      )}
      <Button small look="quiet" onPress={() => onSolve(instead ? undefined : 'out')}>
        {t(instead ? 'schedule.finding.series.putBack' : 'schedule.finding.series.leaveOut')}
      </Button>
    </li>
  )
}
