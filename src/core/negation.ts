import type { Token } from './matcher-tokens.ts'

// Whether a phrase stands as absent: "denies chest pain". Where it is doubtful it does not: a warning too many costs a glance.
// docs/decisions/0007-red-flags-mentioned-as-absent.md says why.

/** Reach over a list: "denies chest pain, shortness of breath". */
const denials = new Set(['denies', 'denied', 'denying', 'deny', 'niega', 'nego', 'negative'])
/** Reach to the next comma. */
const noes = new Set([
  'no',
  'not',
  'without',
  'never',
  'nor',
  'neither',
  'doesnt',
  'dont',
  'didnt',
  'isnt',
  'hasnt',
  'havent',
  'wasnt',
  'arent',
  'sin',
  'nunca',
  'ningun',
  'ninguna',
  'tampoco',
  'ni',
])
/** "no change in her chest pain", "not only", "no doubt": these are said of something that is there. */
const saysNothing = new Set([
  'change',
  'changes',
  'relief',
  'better',
  'improvement',
  'doubt',
  'only',
  'just',
  'sure',
  'idea',
  'matter',
  'worse',
  'one',
  'helping',
  'help',
  'stop',
  'stopping',
  'sleep',
  'sleeping',
  'able',
  'eating',
  'answer',
  'reason',
  'know',
  'going',
  'mejora',
  'mejor',
  'cambio',
  'solo',
  'se',
  'puede',
  'puedo',
  'feeling',
  'because',
  'since',
  'why',
  'like',
  'appetite',
  'well',
  'good',
  'eat',
  'bien',
])
/** Here something else begins, though no comma was typed. */
const turns = new Set([
  'but',
  'however',
  'except',
  'although',
  'though',
  'yet',
  'now',
  'then',
  'she',
  'he',
  'they',
  'i',
  'pt',
  'patient',
  'caller',
  'reports',
  'complains',
  'says',
  'states',
  'pero',
  'aunque',
  'ahora',
  'dice',
  'who',
  'with',
  'con',
  'because',
  'porque',
  'still',
  'today',
  'having',
])
const afterwards = new Set(['denied', 'none', 'absent', 'negado', 'negada'])
/** "no meds for her chest pain", "no medicina para": the no is said of something else. */
const purposes = new Set(['for', 'para'])
/** After the phrase: "no chest pain until today", "never had chest pain like this", "no chest pain pills left". */
const undoes = new Set([
  'until',
  'till',
  'before',
  'like',
  'meds',
  'medicine',
  'medication',
  'medications',
  'pills',
  'hasta',
  'antes',
  'asi',
  'como',
])
const ofNo = 5
const ofDenial = 14

/** Whether the phrase that begins at word `first` and ends with word `last` is spoken of as absent. Looks at a bounded number of words. */
export function isAbsent(tokens: readonly Token[], first: number, last: number): boolean {
  const here = tokens[first]!
  const after = tokens[last + 1]
  // "chest pain: none", "chest pain denied".
  if (after && afterwards.has(after.plain) && saysOf(tokens, last)) return true
  if (after && after.part === tokens[last]!.part && undoes.has(after.plain)) return false
  for (let n = first - 1; n >= 0 && n >= first - ofDenial; n--) {
    const word = tokens[n]!
    if (word.clause !== here.clause) return isLabel(tokens, n, here)
    const next = tokens[n + 1]!
    if (denials.has(word.plain)) {
      if (word.plain === 'negative' && next.plain !== 'for') continue
      return !twice(tokens, n)
    }
    if (noes.has(word.plain)) {
      if (first - n > ofNo || word.part !== here.part || saysNothing.has(next.plain)) return false
      return !twice(tokens, n)
    }
    if (turns.has(word.plain) && !followsDenial(tokens, n)) return false
    if (purposes.has(word.plain) && tokens[n - 1]?.plain !== 'negative') return false
  }
  return false
}

/** Whether the word after the phrase is said of it and of nothing else: not "chest pain. Denied a refill", "chest pain, denied ambulance". */
function saysOf(tokens: readonly Token[], last: number): boolean {
  const [end, after, next] = [tokens[last]!, tokens[last + 1]!, tokens[last + 2]]
  if (after.start - end.end > 3) return false
  if (after.clause !== end.clause && (after.clause !== end.clause + 1 || after.begunBy !== ':')) return false
  return !next || next.part !== after.part || ['and', 'or', 'y', 'o'].includes(next.plain)
}

/** "no she has chest pain" turns; "denies she has", "not having" do not. */
const followsDenial = (tokens: readonly Token[], n: number): boolean => {
  const before = tokens[n - 1]?.plain ?? ''
  return denials.has(before) || (noes.has(before) && ['having', 'with', 'con'].includes(tokens[n]!.plain))
}

/** "does not deny", "cannot deny": two that undo each other. */
const twice = (tokens: readonly Token[], n: number): boolean => {
  const before = tokens[n - 1]
  return (
    before !== undefined &&
    before.clause === tokens[n]!.clause &&
    (noes.has(before.plain) || before.plain.startsWith('cannot'))
  )
}

/** "Denies: chest pain". */
const isLabel = (tokens: readonly Token[], n: number, here: Token): boolean =>
  here.begunBy === ':' &&
  denials.has(tokens[n]!.plain) &&
  tokens[n]!.clause === here.clause - 1 &&
  tokens[n]!.part === here.part - 1
