import { day, dayOf, time } from '../../../web/kit/format.ts'
import { RefusedError } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t, wordAt } from '../../../web/words/say.ts'
import type { Opening, Visit, Warning } from '../contract.ts'

/** "Tue, Dec 1, 8:40 AM" in the zone of the visit's location. */
export const sayMoment = (what: { startsAt: string; zone: string }): string =>
  `${day(dayOf(what.startsAt, what.zone))}, ${time(what.startsAt, what.zone)}`

/** The time alone when it is that day's board, else day and time. */
const sayNear = (opening: Opening, date: string): string =>
  opening.date === date ? time(opening.startsAt, opening.zone) : sayMoment(opening)

/** Why the schedule said no, with the nearest free times where it knows them. */
export function sayNo(error: unknown, wanted?: { date: string; time?: string }): string {
  if (!(error instanceof RefusedError)) return sayError(error)
  const { facts } = error
  if (error.code === 'schedule.slot-taken') {
    const startsAt = typeof facts.startsAt === 'string' ? facts.startsAt : null
    const free = (facts.alternatives as Opening[] | undefined) ?? []
    const zone = free[0]?.zone
    const date = wanted?.date ?? (startsAt ? dayOf(startsAt, zone) : '')
    const taken = startsAt ? t('schedule.no.taken', { time: time(startsAt, zone) }) : t('schedule.no.takenPlain')
    if (free.length === 0) return taken
    return `${taken} ${t('schedule.no.nearest', {
      times: free
        .slice(0, 3)
        .map(each => sayNear(each, date))
        .join(' · '),
    })}`
  }
  if (error.code === 'schedule.outside-hours') {
    const why = wordAt(`schedule.no.hours.${camel(String(facts.why ?? 'closed'))}`, { name: facts.name ?? '' })
    return why ?? t('schedule.no.hours.closed')
  }
  if (error.code === 'schedule.patient-already-booked' && typeof facts.startsAt === 'string') {
    return t('schedule.no.already', { time: time(facts.startsAt) })
  }
  if (error.code === 'schedule.limit-reached' && typeof facts.most === 'number') {
    return t(facts.per === 'day' ? 'schedule.deeds.no.limitDay' : 'schedule.deeds.no.limitSession', {
      most: facts.most,
    })
  }
  if (error.code === 'schedule.group-full' && typeof facts.seats === 'number') {
    return t('schedule.deeds.no.groupFull', { seats: facts.seats })
  }
  if (error.code === 'schedule.wrong-state') {
    const state = wordAt(`schedule.state.${camel(String(facts.state))}`)
    if (state) return t('schedule.no.state', { state: state.toLowerCase() })
  }
  return sayError(error)
}

export const camel = (kebab: string): string => kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The warning a refusal stands for, if the desk may book over it knowingly. */
export function mayDespite(error: unknown): Warning | null {
  if (!(error instanceof RefusedError)) return null
  if (error.code === 'schedule.limit-reached') return error.facts.kind === 'warn' ? 'limit' : null
  const warnings = {
    'schedule.outside-hours': 'outside-hours',
    'schedule.patient-already-booked': 'patient-already-booked',
    'schedule.in-the-past': 'in-the-past',
    'schedule.reserved': 'reserved',
    'schedule.notice': 'notice',
    'schedule.for-whom': 'for-whom',
  } as const
  return warnings[error.code as keyof typeof warnings] ?? null
}

/** True if who holds the privilege may book over what stands in the way, with a reason. */
export const mayBookOver = (error: unknown): boolean =>
  error instanceof RefusedError &&
  (error.code === 'schedule.slot-taken' || (error.code === 'schedule.limit-reached' && error.facts.kind === 'refuse'))

/** "with Lee MD": whom a visit is with, for notices. */
export const sayWith = (visit: Pick<Visit, 'providerName'>): string =>
  visit.providerName ? t('schedule.with', { name: visit.providerName }) : ''
