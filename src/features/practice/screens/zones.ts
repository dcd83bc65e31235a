import type { Choice } from '../../../web/kit/choices.tsx'

let made: Choice[] | undefined

/** Every time zone the browser knows: "New York" with the full name behind it, by continent and city. */
export function zoneChoices(): readonly Choice[] {
  made ??= Intl.supportedValuesOf('timeZone').map(id => {
    const [continent = '', ...rest] = id.split('/')
    const city = (rest.join(', ') || continent).replaceAll('_', ' ')
    return { id, label: `${city}, ${continent.replaceAll('_', ' ')}` }
  })
  return made
}
