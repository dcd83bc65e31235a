/** A whole number as typed, from least to most; null if it is none. */
export function numberIn(text: string, [least, most]: readonly [number, number]): number | null {
  const typed = text.trim()
  if (!/^\d{1,3}$/.test(typed)) return null
  const value = Number(typed)
  return value >= least && value <= most ? value : null
}
