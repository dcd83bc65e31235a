import type { z } from 'zod'
import { joinedName, nameWords, slipsBetween } from '../../core/names.ts'
import { isNickname } from '../../core/nicknames.ts'
import type { matchWord } from './contract-finding.ts'
import type { PatientRow } from './patient-row.ts'
import type { Fact, Question } from './search-question.ts'

type Match = z.input<typeof matchWord>

/** How words sound: their codes, of those that have any. */
export type Sounds = ReadonlyMap<string, readonly string[]>

export type Likeness = { points: number; how: Match['how'] }

/** How like a name a typed word is, 0 to 100: exact, the beginning, a nickname, a sound-alike, a slip of the finger. Null: not at all. */
export function likeness(typed: string, name: string, sounds: Sounds): Likeness | null {
  if (typed === name) return { points: 100, how: 'exact' }
  if (name.startsWith(typed)) return { points: 84 + (8 * typed.length) / name.length, how: 'prefix' }
  if (isNickname(typed, name)) return { points: 80, how: 'nickname' }
  if (typed.length < 3) return null
  const slips = slipsBetween(typed, name, 3)
  const codes = sounds.get(typed)
  const alike = codes !== undefined && (sounds.get(name)?.some(code => codes.includes(code)) ?? false)
  if (alike && slips <= 1) return { points: 76 - 4 * slips, how: 'sound' }
  if (slips === 1) return { points: typed[0] === name[0] ? 70 : 64, how: 'spelling' }
  if (alike && slips === 2) return { points: 62, how: 'sound' }
  if (alike && slips <= Math.max(2, typed.length / 2)) return { points: 56 - 2 * slips, how: 'sound' }
  if (slips === 2 && typed.length >= 5) return { points: typed[0] === name[0] ? 50 : 44, how: 'spelling' }
  if (slips === 3 && typed.length >= 8) return { points: 36, how: 'spelling' }
  // Half typed and misspelt at once.
  if (typed.length >= 4 && name.length > typed.length + 1 && slipsBetween(typed, name.slice(0, typed.length), 1) === 1)
    return { points: 40, how: 'spelling' }
  return null
}

type NameWord = { on: Match['on']; word: string; met: string; weight: number }

const taken = new Map<string, { words: string[]; joined: string }>()
const mostTaken = 20_000

/** The words of a name and all of them as one; the same few thousand names are asked for all day. */
function apart(name: string): { words: string[]; joined: string } {
  let parts = taken.get(name)
  if (!parts) {
    if (taken.size >= mostTaken) taken.clear()
    parts = { words: nameWords(name), joined: joinedName(name) }
    taken.set(name, parts)
  }
  return parts
}

/** What the desk sorts names by. */
export const sortKey = (row: PatientRow): string =>
  `${apart(row.family).words.join(' ')} ${apart(row.given).words.join(' ')} ${row.id}`

/** The words of a record's names, with what they count: a part of a compound name a little less than a name that is all of it. */
function namesOf(row: PatientRow): NameWord[] {
  const parts: [Match['on'], string, number][] = [
    ['family', row.family, 1],
    ['given', row.given, 0.995],
    ['preferred', row.preferred, 0.99],
    ['former', row.formerFamily, 0.96],
    ['middle', row.middle, 0.94],
  ]
  return parts.flatMap(([on, met, weight]) => {
    const { words, joined } = apart(met)
    const all = words.includes(joined) || joined === '' ? words : [...words, joined]
    return all.map(word => ({ on, word, met, weight: weightOf(on, word, joined, weight) }))
  })
}

function weightOf(on: Match['on'], word: string, joined: string, weight: number): number {
  if (on === 'middle' && word.length === 1) return 0.7
  return word === joined ? weight : weight - 0.01
}

/** Points of a word that fits nowhere, where one may. */
const pointsOfMissed = 20

export type Score = { points: number; why: Match[]; missed: number }

/** Points and reasons of one record against a question, or null when some word of it fits nowhere. Of three names and more, `mayMiss`
 *  lets one pass: a middle name that is not on file. */
export function scored(row: PatientRow, question: Question, sounds: Sounds, mayMiss = false): Score | null {
  const why: Match[] = []
  let points = 0
  for (const fact of question.facts) {
    const met = factMet(row, fact)
    if (!met) return null
    points += met.points
    why.push(met.match)
  }
  const names = scoredNames(row, question.names, sounds, mayMiss && question.names.length > 2 ? 1 : 0)
  if (!names) return null
  const asked = question.facts.length + question.names.length
  return {
    points: asked === 0 ? 0 : (points + names.points) / asked,
    why: [...why, ...names.why],
    missed: names.missed,
  }
}

function scoredNames(row: PatientRow, typed: string[], sounds: Sounds, mayMiss: number): Score | null {
  const free = namesOf(row)
  const why: Match[] = []
  let points = 0
  let missed = 0
  for (let n = 0; n < typed.length; n++) {
    // "mc donald" and "de la cruz" typed apart, filed as one.
    const apart = [3, 2].find(
      size => n + size <= typed.length && free.some(name => name.word.startsWith(typed.slice(n, n + size).join(''))),
    )
    const alone = best(typed[n]!, free, sounds)
    if (apart && (!alone || alone.points < 80)) {
      const word = typed.slice(n, n + apart).join('')
      const found = best(word, free, sounds)!
      why.push({ word: typed.slice(n, n + apart).join(' '), on: found.name.on, how: found.how, met: found.name.met })
      points += (found.points - 2) * apart
      n += apart - 1
      continue
    }
    if (!alone) {
      if (missed === mayMiss) return null
      missed++
      points += pointsOfMissed
      continue
    }
    points += alone.points
    why.push({ word: typed[n]!, on: alone.name.on, how: alone.how, met: alone.name.met })
    free.splice(free.indexOf(alone.name), 1)
  }
  return { points, why, missed }
}

function best(typed: string, names: NameWord[], sounds: Sounds): (Likeness & { name: NameWord }) | null {
  let found: (Likeness & { name: NameWord }) | null = null
  for (const name of names) {
    const like = likeness(typed, name.word, sounds)
    const points = (like?.points ?? 0) * name.weight
    if (like && (!found || points > found.points)) found = { ...like, points, name }
  }
  return found
}

function factMet(row: PatientRow, fact: Fact): { points: number; match: Match } | null {
  const meets = (on: Match['on'], how: Match['how'], met: string, points: number) => ({
    points,
    match: { word: fact.word, on, how, met },
  })
  if (fact.number !== '') {
    const number = fact.number.toLowerCase()
    if (row.chart.toLowerCase() === number) return meets('chart', 'exact', row.chart, 100)
    const known = row.identifiers.find(value => value.toLowerCase() === number)
    if (known !== undefined) return meets('identifier', 'exact', known, 98)
  }
  const phone = row.phones.find(number => number === fact.e164)
  if (phone) return meets('phone', 'exact', phone, 99)
  if (row.birthDate !== null && fact.dates.includes(row.birthDate))
    return meets('birth-date', 'exact', row.birthDate, row.birthDate === fact.dates[0] ? 97 : 90)
  if (fact.email !== '') {
    const email = row.email.toLowerCase()
    if (email === fact.email) return meets('email', 'exact', row.email, 100)
    return email.startsWith(fact.email) ? meets('email', 'prefix', row.email, 88) : null
  }
  if (fact.digits.length >= 3) {
    const ended = row.phones.find(number => number.endsWith(fact.digits))
    if (ended) return meets('phone', 'prefix', ended, 86 + Math.min(8, fact.digits.length))
  }
  return null
}
