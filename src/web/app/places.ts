import { phoneFigures } from '../../features/calls/contract.ts'
import { counts } from '../../features/inbox/contract.ts'
import { searchPatients } from '../../features/patients/contract.ts'
import { dayBoard } from '../../features/schedule/contract.ts'
import type { WordPath } from '../words/say.ts'
import { useMay } from './session.ts'

/** A screen in the top bar, with its letter after `g` and the query without which it would show nothing. */
export type PlaceInBar = { to: string; word: WordPath; key: string; counts?: 'inbox'; needs?: { name: string } }

/** In order. Only screens that exist: add the line with the route. */
const places: readonly PlaceInBar[] = [
  { to: '/today', word: 'frame.places.today', key: 't', needs: dayBoard },
  { to: '/inbox', word: 'frame.places.inbox', key: 'i', counts: 'inbox', needs: counts },
  { to: '/patients', word: 'frame.places.patients', key: 'p', needs: searchPatients },
  { to: '/lists', word: 'frame.places.lists', key: 'l', needs: dayBoard },
  { to: '/phone', word: 'frame.places.phone', key: 'f', needs: phoneFigures },
  { to: '/settings', word: 'frame.places.settings', key: 's' },
]

/** The screens that are of use to who is signed in: a privacy officer has no board. */
export const placesFor = (may: (contract: { name: string }) => boolean): readonly PlaceInBar[] =>
  places.filter(place => !place.needs || may(place.needs))

export const usePlaces = (): readonly PlaceInBar[] => placesFor(useMay())
