import type { OutputOf } from '../../../../core/contract.ts'
import { t } from '../../../../web/words/say.ts'
import type { listHolidayRules } from '../../contract.ts'
import { sayWeekday } from './say-weekday.ts'
import { sayTime } from './time-typed.ts'

export type Rule = OutputOf<typeof listHolidayRules>['rules'][number]
const words = 'schedule.setup.holidays'

/** The name of a month as the place writes it. */
export const sayMonth = (month: number): string =>
  new Intl.DateTimeFormat(undefined, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1))

const nths = { '-1': 'last', '1': 'first', '2': 'second', '3': 'third', '4': 'fourth', '5': 'fifth' } as const
export type Nth = -1 | 1 | 2 | 3 | 4 | 5
export const sayNth = (nth: number): string => t(`${words}.nths.${nths[String(nth) as keyof typeof nths]}`)

/** "The fourth Thursday of November", "2 days before Easter Sunday", "July 4, or the nearest working day". */
export function sayRule(rule: Omit<Rule, 'id' | 'next' | 'name' | 'location' | 'since' | 'until'>): string {
  const base =
    rule.kind === 'fixed'
      ? t(`${words}.said.fixed`, { month: sayMonth(rule.month ?? 1), day: rule.day ?? 1 })
      : rule.kind === 'easter'
        ? t(`${words}.said.easter`)
        : t(`${words}.said.nth`, {
            nth: sayNth(rule.nth ?? 1),
            weekday: sayWeekday(rule.weekday ?? 1),
            month: sayMonth(rule.month ?? 1),
          })
  const moved =
    rule.daysAfter === 0
      ? base
      : t(rule.daysAfter > 0 ? `${words}.said.after` : `${words}.said.before`, { n: Math.abs(rule.daysAfter), base })
  const kept = rule.observed ? t(`${words}.said.observed`, { base: moved }) : moved
  if (!rule.fromTime || !rule.toTime) return kept
  return t('schedule.setup.span.times', { days: kept, from: sayTime(rule.fromTime), to: sayTime(rule.toTime) })
}
