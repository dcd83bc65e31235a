import type { OutputOf } from '../../../core/contract.ts'
import { day, dayOf, time } from '../../../web/kit/format.ts'
import { t } from '../../../web/words/say.ts'
import type { proposals, worklist } from '../contract.ts'

export type ListRow = OutputOf<typeof worklist>['rows'][number]
export type Way = OutputOf<typeof proposals>['rows'][number]['proposals'][number]
export type Choice = Pick<Way, 'kind' | 'provider' | 'startsAt' | 'location' | 'room'>

/** What the proposal is: who, where. */
export const wayWords = (way: Way): string =>
  t(`disruption.way.${way.kind}`, { who: way.providerName, room: way.roomName ?? '' } as never)

/** When: the time, with its day if that is another one. */
export const whenWords = (way: Pick<Way, 'startsAt' | 'zone' | 'daysLater'>): string =>
  way.daysLater === 0
    ? time(way.startsAt, way.zone)
    : `${day(dayOf(way.startsAt, way.zone), 'short')}, ${time(way.startsAt, way.zone)}`

/** Why it is good or bad, in the fewest words; `good` are those that speak for it. */
export function whyWords(way: Way): { good: string[]; bad: string[] } {
  const good: string[] = []
  const bad: string[] = []
  if (way.daysLater > 0) bad.push(t('disruption.way.daysLater', { n: way.daysLater }))
  else if (way.minutesLater < 1) good.push(t('disruption.way.sameTime'))
  else if (way.minutesLater < 60) good.push(t('disruption.way.laterToday', { n: way.minutesLater }))
  else {
    const hours = Math.floor(way.minutesLater / 60)
    bad.push(t('disruption.way.hoursLater', { hours, minutes: way.minutesLater % 60 }))
  }
  if (way.poolMate) good.push(t('disruption.way.poolMate'))
  else if (way.otherProvider) bad.push(t('disruption.way.otherDoctor'))
  if (way.otherLocation) {
    const place = way.locationName
    bad.push(
      way.miles === null
        ? t('disruption.way.otherLocation', { place })
        : t('disruption.way.miles', { place, n: way.miles }),
    )
  }
  return { good, bad }
}

/** The part of a proposal that is sent back. */
export const choiceOf = ({ kind, provider, startsAt, location, room }: Way): Choice => ({
  kind,
  provider,
  startsAt,
  ...(location ? { location } : {}),
  ...(room ? { room } : {}),
})

/** Whether one row can still be given a way out. */
export const isOpen = (row: ListRow): boolean => row.state === 'open' || row.state === 'declined'
export const isSettled = (row: ListRow): boolean =>
  row.state === 'told' || row.state === 'agreed' || row.state === 'done'
