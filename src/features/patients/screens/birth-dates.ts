import { orderIn, possibleBirthDates } from '../../../core/birth-date.ts'
import { dayOf, thePlace } from '../../../web/kit/format.ts'

/** Today in the practice's zone. */
export const today = (): string => dayOf(new Date())

/** Every birth date the words may mean, the likeliest first. */
export const birthDatesIn = (text: string): string[] => possibleBirthDates(text, today(), orderIn(thePlace().country))
