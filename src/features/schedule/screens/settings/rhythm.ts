import { addDays } from '../../../../core/calendar-day.ts'
import { day } from '../../../../web/kit/format.ts'
import { t } from '../../../../web/words/say.ts'

/** How often a stretch is held: every so many weeks, and which of them, counted from Monday 5 January 1970 as the server counts. */
type Rhythm = { id: string; everyWeeks: number; week: number }

export const rhythms: readonly Rhythm[] = [1, 2, 3, 4].flatMap(everyWeeks =>
  Array.from({ length: everyWeeks }, (_, week) => ({ id: `${everyWeeks}:${week}`, everyWeeks, week })),
)

export const rhythmOf = (line: { everyWeeks?: number | undefined; week?: number | undefined }): string =>
  `${line.everyWeeks ?? 1}:${line.week ?? 0}`

const weekMs = 7 * 86_400_000

/** The Monday of the first such week on or after a day. */
function firstMonday(rhythm: Pick<Rhythm, 'everyWeeks' | 'week'>, on: string): string {
  const week = Math.floor((Date.parse(`${on}T00:00:00Z`) - Date.parse('1970-01-05T00:00:00Z')) / weekMs)
  const ahead = (((rhythm.week - week) % rhythm.everyWeeks) + rhythm.everyWeeks) % rhythm.everyWeeks
  return addDays('1970-01-05', (week + ahead) * 7)
}

/** "Every week", or "Every 2nd week: week of Nov 30". */
export const sayRhythm = (rhythm: Pick<Rhythm, 'everyWeeks' | 'week'>, on: string): string =>
  rhythm.everyWeeks === 1
    ? t('schedule.setup.session.everyWeek')
    : t(`schedule.setup.session.every${rhythm.everyWeeks as 2 | 3 | 4}`, { day: day(firstMonday(rhythm, on)) })
