import { joinedName, nameWords } from '../../core/names.ts'

// Who stands at the kiosk: pure rules, no database, no clock.

export type Expected = {
  family: string
  given: string
  preferred: string
  formerFamily: string
  birthDate: string | null
  /** The last four digits of each phone number. */
  phoneEnds: readonly string[]
}

/** Fewer first letters than this say too little. */
const leastLetters = 3

/** Whether what was typed names this person: the family name (or one name of a double one), family and given name in either order, or the first
 *  letters of the family name with the initial of the given one. Accents, hyphens, spaces and capitals do not count. */
function nameFits(typed: string, person: Pick<Expected, 'family' | 'given' | 'preferred' | 'formerFamily'>): boolean {
  const words = nameWords(typed)
  const joined = words.join('')
  if (joined === '') return false
  const families = [person.family, person.formerFamily].map(joinedName).filter(name => name !== '')
  const givens = [person.given, person.preferred].map(joinedName).filter(name => name !== '')
  const parts = [person.family, person.formerFamily].flatMap(nameWords).filter(word => [...word].length >= leastLetters)
  if (families.includes(joined) || parts.includes(joined)) return true
  if (families.some(family => givens.some(given => joined === family + given || joined === given + family))) return true
  const start = words.slice(0, -1).join('')
  const last = words.at(-1)!
  if ([...start].length === 0 || [...last].length !== 1) return false
  return (
    families.some(family => family === start || ([...start].length >= leastLetters && family.startsWith(start))) &&
    givens.some(given => given.startsWith(last))
  )
}

/** Whether this person is meant: name, birth date, and the end of a phone number if one was typed. Every comparison is made whatever the
 *  others said, so that an answer takes as long for a stranger as for a patient. */
export function personFits(
  typed: { name: string; birthDates: readonly string[]; phoneEnd: string | null },
  person: Expected,
): boolean {
  const byName = nameFits(typed.name, person)
  const byBirth = person.birthDate !== null && typed.birthDates.includes(person.birthDate)
  const byPhone = typed.phoneEnd === null || person.phoneEnds.includes(typed.phoneEnd)
  return byName && byBirth && byPhone
}

/** "Dr Lee" for physicians, "Ada Ortiz" for everybody else. */
export function greetingName(provider: { given: string; family: string; credential: string }): string {
  return /\b(MD|DO|MBBS|DDS|DMD|DPM|OD|PhD|PsyD)\b/i.test(provider.credential.replaceAll('.', ''))
    ? `Dr ${provider.family}`
    : `${provider.given} ${provider.family}`.trim()
}
