import { addDays } from '../../../core/calendar-day.ts'
import type { OutputOf } from '../../../core/contract.ts'
import { day, moment } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import type { nextAvailable, planSeries } from '../contract.ts'

type Why = OutputOf<typeof nextAvailable>['whyNotEarlier'][number]

/** When several things stood in the way of one day, the first of these is what the caller wants to hear. */
const order = [
  'limit',
  'reserved',
  'no-room',
  'no-device',
  'no-staff',
  'too-short',
  'full',
  'notice',
  'part-of-day',
  'away',
  'holiday',
  'horizon',
  'closed',
  'past',
] as const

const camel = {
  limit: 'limit',
  reserved: 'reserved',
  'no-room': 'noRoom',
  'no-device': 'noDevice',
  'no-staff': 'noStaff',
  'too-short': 'tooShort',
  full: 'full',
  notice: 'notice',
  'part-of-day': 'partOfDay',
  horizon: 'horizon',
  closed: 'closed',
  past: 'past',
} as const

function wordOf(why: Why): string {
  if (why.why === 'holiday' && why.name) return t('schedule.booking.because.holiday', { name: why.name })
  if (why.why === 'away')
    return why.name ? t('schedule.booking.because.awayFor', { name: why.name }) : t('schedule.booking.because.away')
  if (why.why === 'holiday') return t('schedule.booking.because.closed')
  if (why.why === 'reserved' && why.releasedAt) {
    return t('schedule.booking.because.reservedUntil', { when: moment(why.releasedAt) })
  }
  return t(`schedule.booking.because.${camel[why.why]}`)
}

/** Why one time of a series cannot be. */
export function reasonWord(
  why: OutputOf<typeof planSeries>['occurrences'][number]['why'],
  name: string | null,
): string {
  switch (why) {
    case null:
      return ''
    case 'taken':
      return t('schedule.finding.series.taken')
    case 'patient-already-booked':
      return t('schedule.finding.series.patient')
    case 'series':
      return t('schedule.finding.series.series')
    case 'skipped-time':
      return t('schedule.finding.series.skipped')
    default:
      return wordOf({ date: '', why, name, providers: 1, releasedAt: null })
  }
}

/** One clause for each run of days with the same reason: ["Mon, Nov 30: closed", "Wed, Dec 2 – Fri, Dec 4: full"]. */
export function whyClauses(why: readonly Why[], most = 5): string[] {
  const byDay = new Map<string, Why>()
  for (const each of why) {
    const known = byDay.get(each.date)
    if (!known || order.indexOf(each.why) < order.indexOf(known.why)) byDay.set(each.date, each)
  }
  const runs: { from: string; to: string; word: string }[] = []
  for (const each of [...byDay.values()].sort((a, b) => a.date.localeCompare(b.date))) {
    const last = runs.at(-1)
    const word = wordOf(each)
    if (last && last.word === word && addDays(last.to, 1) === each.date) last.to = each.date
    else runs.push({ from: each.date, to: each.date, word })
  }
  return runs.slice(0, most).map(run => {
    const days = run.from === run.to ? day(run.from) : `${day(run.from)} – ${day(run.to)}`
    return `${days}: ${run.word}`
  })
}
