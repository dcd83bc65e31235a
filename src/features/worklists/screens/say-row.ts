import { day, dayOf, moment, time } from '../../../web/kit/format.ts'
import { t, wordAt } from '../../../web/words/say.ts'
import type { ListRow } from '../contract.ts'

/** When a row is about: its visit, the day it is due, or the window of the order. */
export function sayWhen(row: ListRow): string {
  if (row.order) {
    const { earliest, latest } = row.order
    return t('worklists.window', { from: day(earliest, 'brief'), to: day(latest, 'brief') })
  }
  if (row.list === 'confirm' && row.startsAt) return moment(row.startsAt, 'short', row.zone)
  if (row.list === 'rebook' && row.startsAt) return moment(row.startsAt, 'short', row.zone)
  if (row.list === 'recall' && row.dueOn) return t('worklists.dueOn', { day: day(row.dueOn, 'full') })
  return row.dueOn ? day(row.dueOn) : ''
}

/** What a row is about: the visit type, or the order in its own words. */
export const sayWhat = (row: ListRow): string => row.order?.title ?? row.what

type Why = ListRow['why'][number]

/** One reason for a row's place, or undefined where there is nothing to say. */
function sayOne(row: ListRow, why: Why): string | undefined {
  const when = why.at ? day(dayOf(why.at, row.zone), 'brief') : ''
  if (why.code === 'risk') return t('worklists.why.risk', { n: Math.round((why.n ?? 0) * 100) })
  if (why.code === 'missed') return t('worklists.why.missed', { n: why.n ?? 0 })
  if (why.code === 'broken' && row.order)
    return t(why.text === 'no-show' ? 'worklists.why.missedOrder' : 'worklists.why.brokenOrder')
  if (why.code === 'broken') return t(why.text === 'no-show' ? 'worklists.why.noShow' : 'worklists.why.cancelled')
  if (why.code === 'priority')
    return why.text === 'stat'
      ? t('worklists.why.stat')
      : why.text === 'urgent'
        ? t('worklists.why.urgentOrder')
        : undefined
  if (why.code === 'source') return wordAt(`worklists.why.${why.text}`)
  if (why.code === 'last') return t('worklists.why.last', { when: why.at ? day(dayOf(why.at, row.zone), 'full') : '' })
  if (why.code === 'at') return t('worklists.why.since', { when })
  if (why.code === 'asked') return t('worklists.why.asked', { when })
  return wordAt(`worklists.why.${why.code}`, { text: why.text ?? '' })
}

/** Why a row stands where it stands, in words. */
export const sayWhy = (row: ListRow): string[] => {
  const risky = row.why.some(why => why.code === 'risk')
  return row.why
    .filter(why => !(risky && (why.code === 'missed' || why.code === 'new')))
    .map(why => sayOne(row, why))
    .filter(text => text !== undefined)
}

/** "again Tue, Dec 1" or, today, "again 2:30 PM". */
export function sayAgain(at: string, zone: string, today: string): string {
  const date = dayOf(at, zone)
  return date === today ? time(at, zone) : day(date)
}

export const sayResult = (code: string): string => wordAt(`worklists.result.${code}`) ?? code
