import type { WordPath } from '../../words/say.ts'

/** The lists, in order; `needs` is what one must be allowed to do for the list to be of use. Add the line with the route. */
export const listsPlaces: readonly { to: string; word: WordPath; needs?: { name: string } }[] = []
