import { day, dayOf, moment, time } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import type { Disruption } from '../contract.ts'

/** From when to when: hours within one day, else days with their hours; midnights are left out. */
export function saySpan(one: Pick<Disruption, 'kind' | 'startsAt' | 'endsAt' | 'zone' | 'minutes'>): string {
  const { startsAt, endsAt, zone } = one
  const on = dayOf(startsAt, zone)
  if (one.kind === 'provider-late') return `${day(on, 'short')} · ${t('disruption.late.chip', { n: one.minutes ?? 0 })}`
  // Midnight at the end belongs to the day before.
  const last = dayOf(new Date(Date.parse(endsAt) - 1), zone)
  const wholeEnd = dayOf(endsAt, zone) !== last
  const wholeStart = dayOf(new Date(Date.parse(startsAt) - 1), zone) !== on
  if (last === on) {
    if (wholeStart && wholeEnd) return day(on, 'short')
    return wholeEnd
      ? t('disruption.spanFrom', { day: day(on, 'short'), from: time(startsAt, zone) })
      : `${day(on, 'short')}, ${t('disruption.span', { from: time(startsAt, zone), to: time(endsAt, zone) })}`
  }
  return t('disruption.span', {
    from: wholeStart ? day(on, 'short') : moment(startsAt, 'short', zone),
    to: wholeEnd ? day(last, 'short') : moment(endsAt, 'short', zone),
  })
}
