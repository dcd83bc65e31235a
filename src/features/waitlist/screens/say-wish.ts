import { day, dayOf, time } from '../../../web/kit/format.ts'
import { t, wordAt } from '../../../web/words/say.ts'
import { sayTime } from '../../schedule/screens/index.tsx'
import type { FreedLine, Reason, WishLine } from '../contract.ts'

/** Minutes of notice in words: '2 hours before'. */
export function sayNotice(minutes: number): string {
  if (minutes === 0) return t('waitlist.form.noticeNone')
  if (minutes < 60) return t('waitlist.form.noticeHalf')
  if (minutes % 1440 === 0) return t('waitlist.form.noticeDay', { n: minutes / 1440 })
  return t('waitlist.form.noticeOf', { n: Math.round(minutes / 60) })
}

export const sayWhen = (at: string, zone?: string): string => `${day(dayOf(at, zone), 'short')}, ${time(at, zone)}`

export const saySpan = (span: { startsAt: string; endsAt: string; zone: string }): string =>
  t('waitlist.time.about', {
    day: day(dayOf(span.startsAt, span.zone), 'short'),
    from: time(span.startsAt, span.zone),
    to: time(span.endsAt, span.zone),
  })

export function sayReason(reason: Reason): string {
  if (reason.what === 'earlier' && !reason.n) return t('waitlist.reason.earlierToday')
  if (reason.what === 'notice') return sayNotice(reason.n ?? 0)
  return wordAt(`waitlist.reason.${reason.what}`, { n: reason.n ?? 0 }) ?? reason.what
}

/** With whom somebody would come: names, teams, or anybody. */
export function sayWho(wish: WishLine): string {
  const names = [...wish.providers, ...wish.pools].map(one => one.name)
  return names.length > 0 ? names.join(', ') : t('waitlist.wish.anybody')
}

/** 'Mon' for 1. */
export const weekday = (n: number): string =>
  new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, n))

/** When somebody would come, in one line. */
export function sayTimes(wish: WishLine): string {
  const said = [
    wish.part === 'any' ? null : t(`waitlist.wish.part.${wish.part}`),
    wish.weekdays.length > 0 ? wish.weekdays.map(weekday).join(', ') : null,
    wish.fromTime ? t('waitlist.wish.from', { time: sayTime(wish.fromTime) }) : null,
    wish.toTime ? t('waitlist.wish.to', { time: sayTime(wish.toTime) }) : null,
    wish.firstDay ? t('waitlist.wish.days', { from: day(wish.firstDay, 'brief') }) : null,
    wish.lastDay ? t('waitlist.wish.daysTo', { to: day(wish.lastDay, 'brief') }) : null,
    wish.locations.length > 0 ? wish.locations.map(one => one.name).join(', ') : null,
  ].filter(Boolean)
  return said.length > 0 ? said.join(' · ') : t('waitlist.wish.anyTime')
}

/** Where a freed time stands, in a few words. */
export function sayStanding(one: FreedLine): string {
  if (one.state !== 'open') return t(`waitlist.time.state.${one.state}`)
  const [first, second] = one.asking
  if (second) return t('waitlist.time.askingMany', { n: one.asking.length })
  if (first) return t('waitlist.time.asking', { who: first.patientName })
  return one.candidates > 0 ? t('waitlist.time.fits', { n: one.candidates }) : t('waitlist.time.fitsNobody')
}
