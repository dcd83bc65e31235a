import { addDays, addMonths, isCalendarDay, weekdayOf } from '../../../core/calendar-day.ts'
import { behindFigures } from '../contract.ts'

const views = ['figures', 'people', 'goals'] as const
const periods = ['day', 'week', 'month'] as const
const bys = ['half-hour', 'day', 'line', 'person', 'reason'] as const

export type By = (typeof bys)[number]

/** What the screen of the telephone shows: part of the address, so that it can be sent, kept and opened again. */
export type PhoneAsk = {
  view?: (typeof views)[number]
  period?: (typeof periods)[number]
  /** Any day of the period; today, if left out. */
  date?: string
  by?: By
  /** Which calls are open: the figure and the row's key (left out: the total). */
  behind?: (typeof behindFigures)[number]
  row?: string
}

const one = <Of extends string>(of: readonly Of[], value: unknown): Of | undefined => of.find(each => each === value)

/** Reads the address; what it does not know is left out. */
export function readPhoneAsk(search: Record<string, unknown>): PhoneAsk {
  const ask = {
    view: one(views, search.view),
    period: one(periods, search.period),
    date: typeof search.date === 'string' && isCalendarDay(search.date) ? search.date : undefined,
    by: one(bys, search.by),
    behind: one(behindFigures, search.behind),
    row: search.row === undefined ? undefined : String(search.row),
  }
  return Object.fromEntries(Object.entries(ask).filter(([, value]) => value !== undefined)) as PhoneAsk
}

export type Days = { from: string; to: string }

/** First and last day of the period that holds a day: weeks begin on Monday. */
export function daysOf(period: (typeof periods)[number], date: string): Days {
  if (period === 'day') return { from: date, to: date }
  if (period === 'week') {
    const from = addDays(date, 1 - weekdayOf(date))
    return { from, to: addDays(from, 6) }
  }
  const from = `${date.slice(0, 7)}-01`
  return { from, to: addDays(addMonths(from, 1), -1) }
}

/** What a period is compared with: the same weekday, or the week, a week before; the month before. */
export function daysBefore(period: (typeof periods)[number], days: Days): Days {
  if (period === 'month') {
    const whole = daysOf('month', addDays(days.from, -1))
    const asFar = addMonths(days.to, -1)
    // Of a month that is not over, as many days of the one before.
    return { from: whole.from, to: days.to === daysOf('month', days.from).to ? whole.to : asFar }
  }
  return { from: addDays(days.from, -7), to: addDays(days.to, -7) }
}

/** A day of the period before or after. */
export function stepped(period: (typeof periods)[number], date: string, step: 1 | -1): string {
  return period === 'month' ? addMonths(date, step) : addDays(date, step * (period === 'week' ? 7 : 1))
}
