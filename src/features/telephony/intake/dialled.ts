import { readPhone } from '../../../core/phone.ts'
import type { Context } from '../../../platform/context.ts'
import { countryOf } from '../../practice/index.ts'

/** A called number in the form in which lines are compared: E.164 where it is a number, else the name in small letters. */
export function dialledForm(text: string, country: string): string {
  const plain = text
    .trim()
    .replace(/^(sips?|tel):/i, '')
    .replace(/[@;].*$/, '')
  return readPhone(plain, country)?.e164 ?? plain.toLowerCase()
}

/** The same, as this practice's country reads it. */
export async function dialledHere(ctx: Context, text: string): Promise<string> {
  return dialledForm(text, await countryOf(ctx))
}
