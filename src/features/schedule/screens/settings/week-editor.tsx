import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '../../../../core/contract.ts'
import form from '../../../../web/app/settings/settings.module.css'
import { act, useAct } from '../../../../web/kit/api.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { DateField } from '../../../../web/kit/date-field.tsx'
import { day } from '../../../../web/kit/format.ts'
import { FormError } from '../../../../web/kit/states.tsx'
import { toast } from '../../../../web/kit/toast.ts'
import { ask } from '../../../../web/kit/wire.ts'
import { sayError } from '../../../../web/words/refusal-words.ts'
import { t } from '../../../../web/words/say.ts'
import { previewHours, setWeeklyTemplate } from '../../contract.ts'
import { DayRow } from './day-row.tsx'
import { FallingOut } from './falling-out.tsx'
import css from './hours.module.css'
import { sayWeekNo } from './say-week-no.ts'
import type { Ground, Worker } from './setting-ground.ts'
import { type Hours, type LineFault, type Period, readLines, type TypedWeek, weekdays, weeksBefore } from './week.ts'

/** Seven days with their stretches, and from when they hold. Visits that would fall out of the hours are shown before anything is saved; saving
 *  can be taken back while nothing before today was changed. */
export function WeekEditor(props: {
  ground: Ground
  provider: Worker
  periods: readonly Period[]
  typed: TypedWeek
  onChange: (change: (week: TypedWeek | null) => TypedWeek) => void
  onDone: () => void
}) {
  const { ground, provider, periods, typed } = props
  const deed = useAct(setWeeklyTemplate)
  const [faults, setFaults] = useState<Record<string, LineFault>>({})
  const [daysWrong, setDaysWrong] = useState<{ validFrom?: string; validTo?: string }>({})
  // The week is longer than most screens: the first field that is wrong comes into sight.
  const box = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(faults).length > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [faults])
  const change = (part: Partial<TypedWeek>) => {
    deed.reset()
    setSeen(null)
    setLookError(null)
    props.onChange(week => ({ ...(week ?? typed), ...part }))
  }
  // What was looked at last: the week, and what would fall out of it.
  const [seen, setSeen] = useState<{ week: string; falling: OutputOf<typeof previewHours> } | null>(null)
  const [looking, setLooking] = useState(false)
  const [lookError, setLookError] = useState<unknown>(null)
  const { validFrom, validTo } = typed
  const later = validFrom && !validTo && periods.find(one => one.start > validFrom)

  const look = async (week: { validFrom: string; validTo?: string; hours: Hours[] }) => {
    setLooking(true)
    setLookError(null)
    try {
      return await ask(previewHours, { providers: [provider.id], ...week })
    } catch (error) {
      setLookError(error)
      return null
    } finally {
      setLooking(false)
    }
  }

  const save = async (onlyLook: boolean) => {
    const read = readLines(typed.lines)
    setFaults('faults' in read ? read.faults : {})
    const wrong = {
      ...(validFrom ? {} : { validFrom: t('kit.fields.missing') }),
      ...(validFrom && validTo && validTo < validFrom ? { validTo: t('schedule.setup.hours.backwardsDays') } : {}),
    }
    setDaysWrong(wrong)
    if ('faults' in read || Object.keys(wrong).length > 0 || !validFrom) return
    const week = { validFrom, ...(validTo ? { validTo } : {}), hours: read.hours }
    const key = JSON.stringify(week)
    if (onlyLook || seen?.week !== key) {
      const falling = await look(week)
      if (!falling) return
      setSeen({ week: key, falling })
      if (onlyLook || falling.total > 0) return
    }
    const done = await deed.attempt({ provider: provider.id, ...week })
    if (!done) return
    const said = t('schedule.setup.hours.saved', { name: provider.name, day: day(validFrom) })
    // What held before today is not known here, so a change that reaches back cannot be undone by this screen.
    const back = validFrom >= ground.all.on ? () => void putBack(provider, periods, validFrom) : undefined
    toast(said, back ? { undo: back } : {})
    props.onDone()
  }

  return (
    <form
      ref={box}
      className={form.form}
      onSubmit={event => {
        event.preventDefault()
        void save(false)
      }}
      data-command={setWeeklyTemplate.name}
    >
      <div>
        {weekdays.map(weekday => (
          <DayRow
            key={weekday}
            weekday={weekday}
            lines={typed.lines}
            faults={faults}
            locations={ground.locations}
            visitTypes={ground.visitTypes}
            on={validFrom ?? ground.all.on}
            usualLocation={provider.location ?? ground.locations[0]?.id ?? null}
            onChange={lines => change({ lines })}
          />
        ))}
        <div className={css.valid}>
          <DateField
            label={t('schedule.setup.hours.validFrom')}
            value={validFrom}
            onChange={next => change({ validFrom: next })}
            error={daysWrong.validFrom}
          />
          <DateField
            label={t('schedule.setup.hours.validTo')}
            optional
            value={validTo}
            onChange={next => change({ validTo: next })}
            error={daysWrong.validTo}
          />
        </div>
      </div>
      {later && <p className={css.warn}>{t('schedule.setup.hours.replaces', { day: day(later.start) })}</p>}
      {ground.locations.length === 0 && <p className={css.warn}>{t('schedule.setup.hours.noLocation')}</p>}
      {seen && <FallingOut falling={seen.falling} />}
      {sayWeekNo(deed.error ?? lookError) ? (
        <p className={css.bad} role="alert">
          {sayWeekNo(deed.error ?? lookError)}
        </p>
      ) : (
        <FormError error={deed.error ?? lookError} />
      )}
      <div className={css.feet}>
        <Button look="main" type="submit" busy={deed.busy || looking} command={setWeeklyTemplate.name}>
          {seen && seen.falling.total > 0 ? t('schedule.setup.hours.saveStill') : t('kit.save')}
        </Button>
        <Button busy={looking} onPress={() => void save(true)}>
          {t('schedule.setup.hours.look')}
        </Button>
        <Button look="quiet" onPress={props.onDone}>
          {t('kit.cancel')}
        </Button>
      </div>
    </form>
  )
}

async function putBack(provider: Worker, before: readonly Period[], validFrom: string): Promise<void> {
  try {
    for (const week of weeksBefore(before, validFrom)) await act(setWeeklyTemplate, { provider: provider.id, ...week })
    toast(t('schedule.setup.hours.unset', { name: provider.name }), { look: 'info' })
  } catch (error) {
    toast(sayError(error), { look: 'bad' })
  }
}
