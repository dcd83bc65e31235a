import { type ComponentType, lazy, type ReactNode } from 'react'

/** What a call in hand means for the record beside it, filled by calls: patients knows nothing of them. */
export type CardVeil = {
  /** Under the name: who is on the phone about this person, and what they may hear by now. */
  Notice: ComponentType<{ patient: string }>
  /** Around what may not be told yet: it is shown when it is asked for, and by itself once the caller was checked. */
  Veil: ComponentType<{ patient: string; children: ReactNode }>
}

const door = () => import('../../features/calls/screens/card-veil.tsx')

export const cardVeil: CardVeil = {
  Notice: lazy(() => door().then(({ CallNotice }) => ({ default: CallNotice }))),
  Veil: lazy(() => door().then(({ CallVeil }) => ({ default: CallVeil }))),
}
