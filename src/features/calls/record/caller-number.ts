import { readPhone } from '../../../core/phone.ts'

export type CallerNumber = {
  /** E.164, or null if nobody can call it back. */
  number: string | null
  /** What the phone system wrote, or null if it wrote nothing. */
  text: string | null
}

/** Reads a number as phone systems write it: '+1 555 010 0142', '(555) 010-0142', 'sip:+15550100142@pbx', '"Jane" <sip:5550100142@pbx>',
 *  'tel:+1-555-010-0142;ext=3'. 'anonymous', 'unavailable' and the like are withheld. Never refuses: a phone that rings is answered
 *  whatever its display says. */
export function callerNumber(given: string | null | undefined, country: string): CallerNumber {
  const text = printable(given ?? '').slice(0, 200) || null
  if (!text) return { number: null, text: null }
  const address = /<([^>]*)>/.exec(text)?.[1] ?? text
  const digits = address
    .replace(/^(sips?|tel):/i, '')
    .replace(/[@;].*$/, '')
    .trim()
  if (!/^[+\d(][\d\s().\-/]*$/.test(digits)) return { number: null, text }
  return { number: readPhone(digits, country)?.e164 ?? null, text }
}

/** Control characters have no place in a display name and PostgreSQL takes no NUL. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim()
}
