import { readPhone } from '../../core/phone.ts'
import { invalidInput } from '../../core/refusal.ts'
import type { Place } from './place.ts'

/** The telephone of somebody who is no patient, in E.164. Refuses what cannot be dialled, naming the field `path`. */
export function readContact(text: string, place: Place, path: string): string {
  const number = readPhone(text, place.country)
  if (!number) throw invalidInput({ fields: [{ path, message: 'is not a telephone number', code: 'custom' }] })
  return number.e164
}
