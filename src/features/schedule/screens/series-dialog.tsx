import { type KeyboardEvent, useState } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { DateField } from '../../../web/kit/date-field.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { dayOf } from '../../../web/kit/format.ts'
import { useKeys } from '../../../web/kit/keys.ts'
import { Select } from '../../../web/kit/select.tsx'
import { FormError } from '../../../web/kit/states.tsx'
import { RefusedError } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import { overview } from '../../practice/contract.ts'
import {
  bundleVisits,
  moveAppointment,
  moveSeries,
  previewSeriesMove,
  seriesConflict,
  type Warning,
} from '../contract.ts'
import { askDeed, type InTheWay, type SeriesAsked } from './deed-asked.ts'
import css from './deeds.module.css'
import { type Reach, ReachChoice } from './reach-choice.tsx'
import { mayDespite, sayMoment } from './say-schedule.ts'
import { SeriesLines } from './series-lines.tsx'
import { reached } from './series-reach.ts'
import { TimeField } from './settings/time-field.tsx'
import { sayTime, timeTyped } from './settings/time-typed.ts'
import { asError, moveSeveral } from './several-deeds.ts'
import { wallTimeOf } from './wall-clock.ts'
import { shortName } from './who-holds-it.ts'

/** One of several was moved, or is to be: this one, it and all later, or all to come, with what stands in the way of each. */
export function SeriesDialog(asked: SeriesAsked) {
  return (
    <Dialog
      title={t('schedule.deeds.series.title', { who: asked.visit.patientName })}
      onClose={() => askDeed(null)}
      width="wide"
    >
      <Move {...asked} />
    </Dialog>
  )
}

// Inside the dialog, so that its keys belong to the dialog's layer.
function Move({ visit, to, alone }: SeriesAsked) {
  const known = useAsk(bundleVisits, { bundle: visit.bundle! }, { fresh_ms: 0 })
  const house = useAsk(overview, {}, { fresh_ms: 5 * 60_000 })
  const start = to?.startsAt ?? visit.startsAt
  const [reach, setReach] = useState<Reach>(alone ? 'this' : 'following')
  const [date, setDate] = useState<string | null>(dayOf(start, visit.zone))
  const [typed, setTyped] = useState(sayTime(wallTimeOf(start, visit.zone)))
  const [provider, setProvider] = useState<string | null>(to?.provider ?? visit.provider)
  const [skip, setSkip] = useState<readonly string[]>([])
  const [despite, setDespite] = useState<readonly Warning[]>([])
  const [refused, setRefused] = useState<Error | null>(null)
  const [busy, setBusy] = useState(false)

  const of = reached(known.data?.visits ?? [], visit, Date.now())
  const choices = (alone ? (['this', 'following', 'all'] as const) : (['following', 'all'] as const)).map(id => ({
    id,
    n: of[id].length,
  }))
  const wallOf = timeTyped(typed)
  const still = date === dayOf(visit.startsAt, visit.zone) && wallOf === wallTimeOf(visit.startsAt, visit.zone)
  const elsewhere = provider !== visit.provider
  const several = reach !== 'this'
  const complete = date !== null && wallOf !== null && (!still || elsewhere)
  const input = {
    appointment: visit.id,
    reach: reach === 'all' ? ('all' as const) : ('following' as const),
    date: date ?? '',
    time: wallOf ?? '',
    ...(elsewhere ? { provider: provider as never } : {}),
    ...(skip.length > 0 ? { skip: skip as never } : {}),
    ...(despite.length > 0 ? { despite: [...despite] } : {}),
  }
  const preview = useAsk(previewSeriesMove, input, { enabled: several && complete, keepPrevious: true, fresh_ms: 0 })
  const shown = several && complete ? preview.data : undefined
  // What the server found only on moving stands in the same list.
  const late = refused instanceof RefusedError && refused.code === seriesConflict.code
  const found = late ? ((refused as RefusedError).facts.conflicts as unknown as InTheWay[]) : []
  const lines = (shown?.visits ?? []).map(line => ({
    ...line,
    conflict: line.conflict ?? found.find(each => each.appointment === line.visit.id) ?? null,
  }))
  const inTheWay = lines.filter(line => line.conflict && !line.skipped)
  const going = lines.filter(line => !line.skipped).length
  const warnings = [...new Set(inTheWay.flatMap(line => mayDespite(asError(line.conflict!)) ?? []))]
  const ready = several
    ? complete && shown !== undefined && !preview.isPlaceholderData && inTheWay.length === 0 && going > 0
    : alone !== undefined

  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setRefused(null)
      set(value)
    }
  const go = async () => {
    if (!ready || busy) return
    if (!several) {
      askDeed(null)
      alone?.()
      return
    }
    setBusy(true)
    try {
      await moveSeveral(visit.patientName, { ...input, version: visit.version })
      askDeed(null)
    } catch (error) {
      setRefused(error as Error)
    } finally {
      setBusy(false)
    }
  }
  const keys = Object.fromEntries(
    choices.map(({ id, n }, at) => [
      String(at + 1),
      { does: t(`schedule.deeds.reach.${id}`, { n }), run: () => change(setReach)(id) },
    ]),
  )
  useKeys(t('schedule.deeds.key.series'), { ...keys, Enter: { does: t('schedule.key.move'), run: () => void go() } })
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || (event.target as Element).closest('button')) return
    event.preventDefault()
    void go()
  }
  const providers = (house.data?.providers ?? []).filter(each => !each.leftAt || each.id === visit.provider)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in a field moves, as in a form; the fields are in parts
    <div className={css.ask} onKeyDown={onEnter}>
      <ReachChoice
        label={t('schedule.deeds.series.reach')}
        choices={choices}
        value={reach}
        onChange={change(setReach)}
        keyOf={id => String(choices.findIndex(each => each.id === id) + 1)}
      />
      {!several && (
        <p>
          {t('schedule.deeds.series.fromTo', {
            from: sayMoment(visit),
            to: [
              sayMoment({ startsAt: start, zone: visit.zone }),
              elsewhere ? shortName(providers.find(each => each.id === provider)) : '',
            ]
              .filter(Boolean)
              .join(', '),
          })}
        </p>
      )}
      {several && (
        <div className={css.fields}>
          <DateField
            label={t('schedule.deeds.series.day')}
            value={date}
            onChange={change(setDate)}
            autoFocus={!alone}
          />
          <TimeField
            label={t('schedule.deeds.series.time')}
            value={typed}
            onChange={change(setTyped)}
            error={wallOf === null ? t('schedule.deeds.no.time') : undefined}
          />
          <Select
            label={t('schedule.booking.with')}
            choices={providers.map(each => ({ id: each.id as string, label: shortName(each) }))}
            value={provider}
            onChange={change(setProvider)}
          />
        </div>
      )}
      {several && (
        <p role="status">
          {!complete
            ? t('schedule.deeds.series.where')
            : !shown
              ? t('schedule.deeds.again.looking')
              : inTheWay.length > 0
                ? t('schedule.deeds.series.conflicts', { n: inTheWay.length, of: lines.length })
                : t('schedule.deeds.series.fits', { n: going })}
        </p>
      )}
      {several && shown && (
        <SeriesLines
          lines={lines}
          family={known.data?.kind === 'family'}
          onSkip={(id, out) => change(setSkip)(out ? [...skip, id] : skip.filter(each => each !== id))}
        />
      )}
      {refused && !late && <FormError error={refused} />}
      {several && preview.error && <FormError error={preview.error} />}
      <div className={css.choices}>
        <Button
          look="main"
          keyHint="Enter"
          autoFocus={alone !== undefined}
          busy={busy}
          disabled={!ready}
          command={several ? moveSeries.name : moveAppointment.name}
          onPress={() => void go()}
        >
          {several ? t('schedule.deeds.series.go', { n: going }) : t('schedule.deeds.series.goOne')}
        </Button>
        {inTheWay.length > 0 && going > inTheWay.length && (
          <Button
            onPress={() => {
              setRefused(null)
              setSkip([...skip, ...inTheWay.map(line => line.visit.id)])
            }}
          >
            {t('schedule.deeds.series.leaveThose', { n: inTheWay.length })}
          </Button>
        )}
        {warnings.map(warning => (
          <Button key={warning} onPress={() => change(setDespite)([...despite, warning])}>
            {t(`schedule.deeds.despite.${warning as 'notice'}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
