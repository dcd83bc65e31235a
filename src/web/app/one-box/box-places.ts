import { t, type WordPath } from '../../words/say.ts'
import { placesFor } from '../places.ts'
import { settingsPlaces } from '../settings/settings-places.ts'

export type BoxPlace = { to: string; name: string; key: string | null; setting: boolean }

const say = (word: WordPath) => t(word as WordPath & 'frame.places.today')

/** Screens and settings the box can go to, by name; those that this person may open. */
export function boxPlaces(may: (contract: { name: string }) => boolean): BoxPlace[] {
  const places = placesFor(may)
  return [
    ...places.map(place => ({ to: place.to, name: say(place.word), key: `g ${place.key}`, setting: false })),
    ...settingsPlaces
      .filter(place => (!place.needs || may(place.needs)) && !places.some(each => each.to === place.to))
      .map(place => ({ to: place.to, name: say(place.word), key: null, setting: true })),
  ]
}
