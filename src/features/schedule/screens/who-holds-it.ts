import type { Choice } from '../../../web/kit/choices.tsx'
import { t } from '../../../web/words/say.ts'

export type ProviderHere = { id: string; family: string; credential: string; specialty: string }
export type PoolHere = { id: string; name: string }

/** "Lee MD"; empty for somebody not known. */
export const shortName = (provider: Pick<ProviderHere, 'family' | 'credential'> | undefined): string =>
  provider ? `${provider.family} ${provider.credential}`.trim() : ''

/** Anybody, the pools, and everybody by name. */
export const whoChoices = (providers: readonly ProviderHere[], pools: readonly PoolHere[]): Choice[] => [
  { id: 'anybody', label: t('schedule.booking.anybody') },
  ...pools.map(pool => ({ id: pool.id, label: t('schedule.finding.pool', { name: pool.name }) })),
  ...providers.map(provider => ({ id: provider.id, label: shortName(provider), detail: provider.specialty })),
]

/** What was chosen of them, as a search wants it. */
export const whoAsked = (id: string, pools: readonly PoolHere[]) =>
  id === 'anybody' ? {} : pools.some(pool => pool.id === id) ? { pools: [id as never] } : { providers: [id as never] }
