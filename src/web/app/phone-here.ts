/** The telephone of this tab, if it has one: what the calls' cards may ask of it without knowing what a telephone is. */
export type PhoneHere = {
  /** Answers the ringing of that call of the desk, or what rings here from its number (E.164, or null when withheld); false if none does. */
  answer(number: string | null, call: string): boolean
  /** Calls a number; false if the telephone cannot now. */
  dial(number: string): boolean
}

let here: PhoneHere | null = null

export const phoneHere = (): PhoneHere | null => here

/** Tells who has the telephone now; null when it is put away. */
export function setPhoneHere(phone: PhoneHere | null): void {
  here = phone
}
