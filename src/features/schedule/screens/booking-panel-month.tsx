import { type KeyboardEvent, useRef, useState } from 'react'
import { addDays, addMonths, weekdayOf } from '../../../core/calendar-day.ts'
import type { InputOf, OutputOf } from '../../../core/contract.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { Button } from '../../../web/kit/button.tsx'
import { day, thePlace } from '../../../web/kit/format.ts'
import { Icon } from '../../../web/kit/icon.tsx'
import { t } from '../../../web/words/say.ts'
import { monthOpenings } from '../contract.ts'
import css from './booking-panel.module.css'

type Day = OutputOf<typeof monthOpenings>['days'][number]

/** Colour has a shape and a word beside it: seen by everybody, read aloud. */
const shapes: Record<Day['colour'], string> = { green: '●', yellow: '◐', red: '✕', grey: '–' }

type Props = { ask: Omit<InputOf<typeof monthOpenings>, 'month'>; from: string; onDay: (date: string) => void }

/** A month to pick a day from. Arrows walk over the days, Page Up and Page Down over the months. */
export function BookingMonth({ ask, from, onDay }: Props) {
  const [month, setMonth] = useState(from.slice(0, 7))
  const answer = useAsk(monthOpenings, { ...ask, month }, { keepPrevious: true, fresh_ms: 0 })
  const grid = useRef<HTMLDivElement>(null)
  const days = answer.data?.month === month ? answer.data.days : []
  const go = (by: number) => setMonth(addMonths(`${month}-01`, by).slice(0, 7))

  const walk = (event: KeyboardEvent) => {
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault()
      go(event.key === 'PageUp' ? -1 : 1)
      return
    }
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
    const at = (document.activeElement as HTMLElement | null)?.dataset.day
    if (!step || !at) return
    event.preventDefault()
    grid.current?.querySelector<HTMLElement>(`[data-day="${addDays(at, step)}"]`)?.focus()
  }
  const word = (each: Day) => {
    const colour = t(`schedule.finding.month.${each.colour}`)
    return t('schedule.finding.month.day', { day: day(each.date, 'full'), what: colour })
  }
  return (
    <section className={css.month} aria-label={t('schedule.finding.month.label')}>
      <header className={css.monthHead}>
        <Button
          small
          look="quiet"
          label={t('schedule.finding.month.before')}
          icon={<Icon name="left" />}
          onPress={() => go(-1)}
        />
        <b>{monthName(month)}</b>
        <Button
          small
          look="quiet"
          label={t('schedule.finding.month.after')}
          icon={<Icon name="right" />}
          onPress={() => go(1)}
        />
        <ul className={css.legend} aria-label={t('schedule.finding.month.legend')}>
          {(['green', 'yellow', 'red', 'grey'] as const).map(colour => (
            <li key={colour} data-colour={colour}>
              <i aria-hidden="true">{shapes[colour]}</i> {t(`schedule.finding.month.${colour}`)}
            </li>
          ))}
        </ul>
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows of the buttons inside end up here */}
      <div className={css.days} ref={grid} onKeyDown={walk} aria-busy={answer.isFetching}>
        {days.map((each, n) => (
          <button
            key={each.date}
            type="button"
            data-day={each.date}
            data-colour={each.colour}
            className={css.day}
            style={n === 0 ? { gridColumnStart: weekdayOf(each.date) } : undefined}
            aria-label={word(each)}
            title={word(each)}
            aria-disabled={each.colour === 'grey'}
            onClick={() => each.colour !== 'grey' && onDay(each.date)}
          >
            <span>{Number(each.date.slice(8))}</span>
            <i aria-hidden="true">{shapes[each.colour]}</i>
          </button>
        ))}
      </div>
    </section>
  )
}

const monthName = (month: string) =>
  new Intl.DateTimeFormat(thePlace().locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-15T00:00:00Z`),
  )
