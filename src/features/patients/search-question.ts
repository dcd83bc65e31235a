import { type DateOrder, possibleBirthDates } from '../../core/birth-date.ts'
import { nameWords } from '../../core/names.ts'
import { readPhone } from '../../core/phone.ts'

/** One fact asked for: a token of the question that is no name, with everything it may mean. */
export type Fact = {
  word: string
  /** Birth dates it may be. */
  dates: string[]
  /** Its digits, three or more, to be met at the end of a telephone number. */
  digits: string
  /** The whole number in E.164, if it is one. */
  e164: string
  /** Chart number or number of another system. */
  number: string
  /** Start of an e-mail address. */
  email: string
}

/** What somebody typed into the one box, taken apart. */
export type Question = { names: string[]; facts: Fact[] }

const noFact: Omit<Fact, 'word'> = { dates: [], digits: '', e164: '', number: '', email: '' }
const honorifics = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'mister'])
const mostNames = 6
const mostFacts = 4

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** Takes a question apart: names in plain words, the rest as facts. `today` is the practice's day. */
export function readQuestion(text: string, place: { today: string; country: string; order: DateOrder }): Question {
  const tokens = text
    .replace(/[,;]+(\s|$)/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 20)
  const question: Question = { names: [], facts: [] }
  for (let at = 0; at < tokens.length; ) {
    const taken = takeDate(tokens, at, place) ?? takePhone(tokens, at, place) ?? takeOne(tokens[at]!, place)
    if (taken.fact) question.facts.push(taken.fact)
    else question.names.push(...nameWords(tokens[at]!))
    at += taken.length
  }
  const plain = question.names.filter(word => !honorifics.has(word))
  question.names = [...(plain.length > 0 ? plain : question.names)].slice(0, mostNames)
  question.facts = question.facts.slice(0, mostFacts)
  return question
}

type Taken = { fact: Fact | null; length: number }

type DatePlace = { today: string; order: DateOrder }

function takeDate(tokens: string[], at: number, place: DatePlace): Taken | null {
  for (const length of [3, 2, 1]) {
    const word = tokens.slice(at, at + length).join(' ')
    // Digits without a sign between may as well be a chart number: takeOne keeps both.
    if (tokens.length < at + length || /^\d+$/.test(word)) continue
    const dates = possibleBirthDates(word, place.today, place.order)
    if (dates.length > 0) return { fact: { ...noFact, word, dates }, length }
  }
  return null
}

/** A number in several pieces: (212) 555 0142. Seven digits at least, or the pieces are facts of their own. */
function takePhone(tokens: string[], at: number, place: DatePlace & { country: string }): Taken | null {
  let length = 0
  const isPart = (token: string) =>
    /^[+(]?[\d().-]*\d[\d().-]*$/.test(token) && (/^\d+$/.test(token) || !takeDate([token], 0, place))
  while (at + length < tokens.length && isPart(tokens[at + length]!)) length++
  for (; length > 0; length--) {
    const word = tokens.slice(at, at + length).join(' ')
    const digits = digitsOf(word)
    if (digits.length < 7 || digits.length > 15 || (length === 1 && /^\d+$/.test(word))) continue
    return { fact: { ...noFact, word, digits, e164: readPhone(word, place.country)?.e164 ?? '' }, length }
  }
  return null
}

function takeOne(word: string, place: { today: string; country: string; order: DateOrder }): Taken {
  const one = (fact: Partial<Fact>): Taken => ({ fact: { ...noFact, word, ...fact }, length: 1 })
  if (word.includes('@')) return one({ email: word.toLowerCase() })
  if (/^#\S+$/.test(word)) return one({ number: word.slice(1) })
  const digits = digitsOf(word)
  if (/^[\d.\-/()+]+$/.test(word) && digits !== '') {
    const bare = /^\d+$/.test(word)
    return one({
      number: word,
      digits: digits.length >= 3 && digits.length <= 15 ? digits : '',
      dates: bare ? possibleBirthDates(word, place.today, place.order) : [],
      e164: digits.length >= 7 ? (readPhone(word, place.country)?.e164 ?? '') : '',
    })
  }
  // MRN-000123: a letter and digits are nobody's name.
  if (/\d/.test(word) && /^[\w.:/-]+$/.test(word)) return one({ number: word })
  return { fact: null, length: 1 }
}
