import { daysBetween } from '../../../../core/calendar-day.ts'
import { day, dayOf } from '../../../../web/kit/format.ts'
import { t } from '../../../../web/words/say.ts'
import { sayWeekday } from './say-weekday.ts'
import { sayTime, timeTyped } from './time-typed.ts'

/** Days, and the hours on each of them, as the wire has them. */
export type Span = { from: string; to: string; fromTime: string | null; toTime: string | null }
/** The same as it is being typed. */
export type TypedSpan = {
  from: string | null
  to: string | null
  whole: boolean
  fromTime: string
  toTime: string
}
export type SpanFaults = Partial<Record<'from' | 'to' | 'fromTime' | 'toTime', string>>

export const emptySpan = (whole: boolean): TypedSpan => ({ from: null, to: null, whole, fromTime: '', toTime: '' })

/** A day with its weekday, and with its year where that is not the present one. */
function sayDay(date: string): string {
  const year = date.slice(0, 4)
  const said = day(date)
  // A day far away says its year by itself.
  return year === dayOf(new Date()).slice(0, 4) || said.includes(year)
    ? said
    : t('schedule.setup.span.inYear', { day: said, year })
}

/** "Thu, Dec 24 to Sat, Dec 26, 1:00 PM to 5:00 PM". */
export function saySpan(span: Span & { weekdays?: readonly number[] | null }): string {
  const days =
    span.from === span.to
      ? sayDay(span.from)
      : t('schedule.setup.span.days', { from: sayDay(span.from), to: sayDay(span.to) })
  const onDays = span.weekdays?.length
    ? t('schedule.setup.span.weekdays', { days, weekdays: span.weekdays.map(sayWeekday).join(', ') })
    : days
  if (!span.fromTime || !span.toTime) return onDays
  return t('schedule.setup.span.times', { days: onDays, from: sayTime(span.fromTime), to: sayTime(span.toTime) })
}

/** As the command takes it. */
const longest_days = 366

/** What was typed, or what is wrong with which field. nights: it may end the next day. */
export function readSpan(typed: TypedSpan, nights = false): { span: Span } | { faults: SpanFaults } {
  const faults: SpanFaults = {}
  const to = typed.to ?? typed.from
  if (!typed.from) faults.from = t('kit.fields.missing')
  else if (to! < typed.from) faults.to = t('schedule.setup.hours.backwardsDays')
  else if (daysBetween(typed.from, to!) > longest_days) faults.to = t('schedule.setup.hours.longerThanYear')
  const fromTime = typed.whole ? null : timeTyped(typed.fromTime)
  const toTime = typed.whole ? null : timeTyped(typed.toTime, fromTime)
  if (!typed.whole) {
    if (!fromTime) faults.fromTime = t('schedule.setup.hours.notTime')
    if (!toTime) faults.toTime = t('schedule.setup.hours.notTime')
    else if (fromTime && (nights ? toTime === fromTime : toTime <= fromTime))
      faults.toTime = t('schedule.setup.hours.backwards')
  }
  return Object.keys(faults).length > 0 ? { faults } : { span: { from: typed.from!, to: to!, fromTime, toTime } }
}

/** A span as the commands take it: without times it is whole days. */
export const spanInput = (span: Span) => ({
  from: span.from,
  to: span.to,
  ...(span.fromTime && span.toTime ? { fromTime: span.fromTime, toTime: span.toTime } : {}),
})
