import { type KeyboardEvent, useRef, useState } from 'react'
import { addDays, addMonths, weekdayOf } from '../../../core/calendar-day.ts'
import type { OutputOf } from '../../../core/contract.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { day } from '../../../web/kit/format.ts'
import { Answered } from '../../../web/kit/states.tsx'
import { t } from '../../../web/words/say.ts'
import { monthLoad } from '../contract.ts'
import { type BoardPlace, goOnBoard } from './board-place.ts'
import css from './month-view.module.css'
import { sayWeekday } from './settings/say-weekday.ts'

export type DayLoad = OutputOf<typeof monthLoad>['days'][number]

/** The weeks of a month, Monday first, whole: 28 to 42 days. */
export function weeksOf(date: string): string[][] {
  const first = `${date.slice(0, 7)}-01`
  const from = addDays(first, 1 - weekdayOf(first))
  const next = addMonths(first, 1)
  const weeks: string[][] = []
  for (let monday = from; monday < next; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, n) => addDays(monday, n)))
  }
  return weeks
}

/** Of the open time, the part that somebody has, 0 to 1. */
export const shareOf = (load: DayLoad): number =>
  load.openMinutes === 0 ? 0 : Math.min(1, Math.max(0, 1 - load.freeMinutes / load.openMinutes))

/** Minutes in words of the desk: 150 -> "2 h 30", 45 -> "45 min", 600 -> "10 h". Ten hours and more need no minutes. */
export function sayMinutes(minutes: number): string {
  const h = Math.floor(minutes / 60)
  const n = minutes % 60
  if (h === 0) return t('schedule.views.month.minutes', { n })
  return n === 0 || h >= 10
    ? t('schedule.views.month.hours', { h: h >= 10 ? Math.round(minutes / 60) : h })
    : t('schedule.views.month.both', { h, n: String(n).padStart(2, '0') })
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** How full the days of a month are, as heat with its figures; Enter opens the day. */
export function MonthView({ place, today }: { place: BoardPlace; today: string }) {
  const date = place.date ?? today
  const weeks = weeksOf(date)
  const from = weeks[0]![0]!
  const to = weeks.at(-1)!.at(-1)!
  const answer = useAsk(
    monthLoad,
    {
      from,
      to,
      ...(place.location ? { location: place.location as never } : {}),
      ...(place.providers.length > 0 ? { providers: place.providers as never } : {}),
    },
    { keepPrevious: true },
  )
  const table = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const stop = at && at >= from && at <= to ? at : date
  const walk = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    const next = addDays(stop, step)
    const cell = table.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)
    if (!cell) return
    event.preventDefault()
    event.stopPropagation()
    setAt(next)
    cell.focus()
  }
  return (
    <Answered answer={answer} lines={10}>
      {data => {
        const loads = new Map(data.days.map(load => [load.date, load]))
        return (
          <div className={css.month}>
            <table
              ref={table}
              className={css.table}
              aria-label={t('schedule.views.month.label', { month: day(date, 'month') })}
              onKeyDown={walk}
            >
              <thead>
                <tr>
                  {weeks[0]!.map(each => (
                    <th key={weekdayOf(each)} scope="col">
                      {sayWeekday(weekdayOf(each))}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {weeks.map(week => (
                  <tr key={week[0]}>
                    {week.map(each => (
                      <td key={each}>
                        <DayCell
                          date={each}
                          load={loads.get(each)}
                          today={data.today}
                          stop={each === stop}
                          onFocus={() => setAt(each)}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            <p className={css.legend} aria-hidden="true">
              {t('schedule.views.month.less')}
              {[0, 0.25, 0.5, 0.75, 1].map(load => (
                <i key={load} style={{ '--load': load } as never} />
              ))}
              {t('schedule.views.month.most')}
            </p>
          </div>
        )
      }}
    </Answered>
  )
}

type CellProps = {
  date: string
  load: DayLoad | undefined
  today: string
  stop: boolean
  onFocus: () => void
}

function DayCell({ date, load, today, stop, onFocus }: CellProps) {
  const shut = !load || load.openMinutes === 0
  const share = load ? shareOf(load) : 0
  const visits = load && load.visits > 0 ? t('schedule.views.month.visits', { n: load.visits }) : ''
  const why = load?.closure ?? t('schedule.views.month.noHours')
  const free =
    load && load.freeMinutes > 0
      ? t('schedule.views.month.free', { time: sayMinutes(load.freeMinutes) })
      : t('schedule.views.month.full')
  const percent = Math.round(share * 100)
  return (
    <button
      type="button"
      className={css.day}
      style={{ '--load': share } as never}
      data-day={date}
      data-shut={shut ? '' : undefined}
      data-today={date === today ? '' : undefined}
      tabIndex={stop ? 0 : -1}
      onFocus={onFocus}
      onClick={() => goOnBoard({ date: date === today ? null : date, view: 'day' })}
    >
      <span className={css.top}>
        <b aria-hidden="true">{date.endsWith('-01') ? day(date, 'brief') : String(Number(date.slice(8)))}</b>
        <span className={css.says}>{day(date, 'long')}, </span>
        {!shut && <span>{t('schedule.views.month.of', { n: percent })}</span>}
      </span>
      {shut ? <span>{why}</span> : <span>{free}</span>}
      {visits && <span>{visits}</span>}
    </button>
  )
}
