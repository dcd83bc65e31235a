/** An amount as somebody types it, in cents: "25", "25.50", "$1,000" -> 100000; null when it is none. Digits only: no float ever holds money. */
export function moneyTyped(text: string): number | null {
  const found = /^(\d{1,5})(?:[.](\d{2}))?$/.exec(text.replace(/[\s$,]/g, ''))
  return found ? Number(found[1]) * 100 + Number(found[2] ?? 0) : null
}

/** Cents as a field begins with them: 2500 is "25.00". */
export const writeMoney = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
