import { useMemo } from 'react'
import { useSession } from '../../../web/app/session.ts'
import { useAsk } from '../../../web/kit/api.ts'
import { overview } from '../../practice/contract.ts'
import * as contract from '../contract.ts'
import type { BoardPlace } from './board-place.ts'

/** What the place one stands on asks of the server: the day or the week, and what there is to choose from. Under the month lies the day, whose
 *  zone and moment it shares. */
export function useBoard(place: BoardPlace) {
  const session = useSession()
  const house = useAsk(overview, {}, { fresh_ms: 5 * 60_000 })
  // The same lists as long as the house is the same: a visit that is carried must not draw the bar anew.
  const locations = useMemo(
    () =>
      (house.data?.locations ?? [])
        .filter(location => !location.closedAt)
        .map(location => ({ id: location.id as string, label: location.name })),
    [house.data],
  )
  const present = useMemo(() => (house.data?.providers ?? []).filter(provider => !provider.leftAt), [house.data])
  const providers = useMemo(
    () =>
      present.map(each => ({ id: each.id as string, label: [each.family, each.credential].filter(Boolean).join(' ') })),
    [present],
  )
  const own = present.find(provider => provider.staff === session.staff)
  const provider = present.find(each => each.id === place.provider)?.id ?? own?.id ?? present[0]?.id ?? null
  const shows = place.view === 'week' && provider !== null ? 'week' : 'day'
  const date = place.date ? { date: place.date } : {}
  const dayAnswer = useAsk(
    contract.dayBoard,
    {
      ...date,
      ...(place.location ? { location: place.location as never } : {}),
      ...(place.providers.length > 0 ? { providers: place.providers as never } : {}),
      ...(place.view === 'rooms' ? { columns: 'rooms' as const } : {}),
    },
    { keepPrevious: true, enabled: shows === 'day' },
  )
  const weekAnswer = useAsk(
    contract.weekBoard,
    { ...date, provider: provider as never },
    { keepPrevious: true, enabled: shows === 'week' },
  )
  return {
    answer: shows === 'week' ? weekAnswer : dayAnswer,
    provider,
    locations,
    providers,
  }
}
