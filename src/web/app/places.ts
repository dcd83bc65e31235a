import type { WordPath } from '../words/say.ts'

/** The screens in the top bar, in order, each with the letter after `g`. Only screens that exist: add the line with the route. */
export type PlaceInBar = { to: string; word: WordPath; key: string; counts?: 'inbox' }

export const places: readonly PlaceInBar[] = [
  { to: '/today', word: 'frame.places.today', key: 't' },
  { to: '/inbox', word: 'frame.places.inbox', key: 'i', counts: 'inbox' },
  { to: '/patients', word: 'frame.places.patients', key: 'p' },
  { to: '/settings', word: 'frame.places.settings', key: 's' },
]
