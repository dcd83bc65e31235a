/** What a ready text can take in. */
export const templateHoles = ['patient', 'birthDate', 'provider', 'date', 'time', 'me'] as const

/** A ready text with its holes filled. What is not known stays as it is written, so that nobody sends a gap unseen. */
export function fillTemplate(
  text: string,
  known: Partial<Record<(typeof templateHoles)[number], string | null>>,
): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => known[name as keyof typeof known] || hole)
}
