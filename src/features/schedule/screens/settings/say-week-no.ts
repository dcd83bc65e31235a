import { RefusedError } from '../../../../web/kit/wire.ts'
import { t } from '../../../../web/words/say.ts'
import { sayWeekday } from './say-weekday.ts'
import { sayTime } from './time-typed.ts'

/** On which day two stretches overlap, in words; undefined for any other error. */
export function sayWeekNo(error: unknown): string | undefined {
  if (!(error instanceof RefusedError) || error.code !== 'schedule.hours-overlap') return undefined
  const { weekday, from } = error.facts
  if (typeof weekday !== 'number' || typeof from !== 'string') return undefined
  return t('schedule.setup.hours.overlap', {
    day: sayWeekday(weekday),
    time: sayTime(from),
  })
}
