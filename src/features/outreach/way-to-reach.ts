import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Channel } from './contract.ts'

/** What a record says about reaching its patient. */
export type Reachable = {
  email: string
  preferredChannel: 'phone' | 'text' | 'email' | 'mail' | 'portal' | null
  mayText: boolean | null
  mayEmail: boolean | null
  deceased: boolean
  phones: readonly { e164: string; mayText: boolean }[]
}

/** By which way a patient is told, and at which address. What the patient prefers comes first; a no is a no. An e-mail address that was
 *  given without a word about it may be used; a text message needs a yes, to texts and to that number. */
export function wayToReach(
  patient: Reachable,
  ask: { texts: boolean; without?: readonly Channel[] },
): { how: Channel; address: string } {
  const text = patient.mayText === true ? patient.phones.find(phone => phone.mayText) : undefined
  const ways: Record<'e-mail' | 'text' | 'phone', string | undefined> = {
    'e-mail': patient.email !== '' && patient.mayEmail !== false ? patient.email : undefined,
    text: ask.texts && text && parsePhoneNumberFromString(text.e164)?.isPossible() ? text.e164 : undefined,
    phone: patient.phones[0]?.e164,
  }
  const order =
    patient.preferredChannel === 'phone'
      ? (['phone', 'e-mail', 'text'] as const)
      : patient.preferredChannel === 'text'
        ? (['text', 'e-mail', 'phone'] as const)
        : (['e-mail', 'text', 'phone'] as const)
  if (patient.deceased) return { how: 'nobody', address: '' }
  const how = order.find(way => ways[way] !== undefined && !ask.without?.includes(way))
  return how ? { how, address: ways[how]! } : { how: 'nobody', address: '' }
}
