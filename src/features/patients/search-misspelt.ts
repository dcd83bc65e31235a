import { slipsOf } from '../../core/names.ts'
import { nicknamesOf } from '../../core/nicknames.ts'
import type { Context } from '../../platform/context.ts'
import { isLatin } from './name-index.ts'
import { beginning, only, type Range, walkWords } from './search-names.ts'
import { likeness, type Sounds } from './search-score.ts'

/** Names that a typed word may have been meant to be, best first. */
export type Guess = { word: string; points: number }

const mostGuesses = 14
/** Shorter words are one slip from half the dictionary. */
const shortest = 3

type Known = { n: number; word: string; sound: string; other: string }

/** Looks every word up in the practice's own dictionary of names: by sound, by one slip of the finger, and, where that finds nothing
 *  near, by shared letters. Tens of thousands of rows at most; patients are not touched. */
export async function guessNames(
  ctx: Context,
  words: readonly string[],
): Promise<{ guesses: Guess[][]; sounds: Sounds }> {
  const typed = words.map(word => (word.length >= shortest ? word : ''))
  const slips = typed.flatMap((word, n) => (word === '' ? [] : slipsOf(word).map(slip => ({ n, slip }))))
  const own = await ctx.sql<Known>`
    select n::int, word, dmetaphone(word) as sound, dmetaphone_alt(word) as other
      from unnest(${typed.map(word => (isLatin(word) ? word : ''))}::text[]) with ordinality as t(word, n)`
  // Words that sound of nothing (too short, not Latin) must not be looked up: half the dictionary sounds of nothing.
  const heard = own.filter(row => row.sound !== '')
  const bySound = await ctx.sql<Known>`
    select t.n, w.word, w.sound, w.other_sound as other
      from unnest(${heard.map(row => row.n - 1)}::int[], ${heard.map(row => row.sound)}::text[], ${heard.map(row => row.other || row.sound)}::text[]) as t(n, sound, other)
     cross join lateral (
       (select d.word, d.sound, d.other_sound from patients.name_word d
         where d.practice_id = ${ctx.practice} and d.sound in (t.sound collate "C", t.other collate "C") limit 400)
       union all
       (select d.word, d.sound, d.other_sound from patients.name_word d
         where d.practice_id = ${ctx.practice} and d.other_sound in (t.sound collate "C", t.other collate "C") and d.other_sound <> d.sound
         limit 100)) as w`
  const bySlip = await ctx.sql<Known>`
    select distinct t.n, d.word, d.sound, d.other_sound as other
      from unnest(${slips.map(s => s.n)}::int[], ${slips.map(s => s.slip)}::text[]) as t(n, slip)
      join patients.name_slip s on s.practice_id = ${ctx.practice} and s.slip = t.slip collate "C"
      join patients.name_word d on d.practice_id = ${ctx.practice} and d.side in ('family', 'given') and d.word = s.word`
  const sounds = new Map<string, string[]>()
  const hear = (rows: Known[]) => {
    for (const row of rows) sounds.set(row.word, [row.sound, row.other].filter(Boolean))
  }
  hear([...own, ...bySound, ...bySlip])
  const near = typed.map((word, n) =>
    ranked(
      word,
      [...bySound, ...bySlip].filter(row => row.n === n),
      sounds,
    ),
  )
  const lost = typed.map((word, n) => (word.length >= 6 && (near[n]![0]?.points ?? 0) < 60 ? word : ''))
  if (lost.some(Boolean)) {
    const byLetters = await ctx.sql<Known>`
      select t.n::int - 1 as n, w.word, w.sound, w.other_sound as other
        from unnest(${lost}::text[]) with ordinality as t(word, n) cross join lateral patients.words_like(t.word, 40) as w
       where t.word <> ''`
    hear(byLetters)
    for (const [n, word] of lost.entries()) {
      if (word !== '')
        near[n] = ranked(
          word,
          [...byLetters, ...bySound, ...bySlip].filter(row => row.n === n),
          sounds,
        )
    }
  }
  return { guesses: near, sounds }
}

function ranked(typed: string, rows: Known[], sounds: Sounds): Guess[] {
  const found = new Map<string, number>()
  const add = (word: string) => {
    const like = likeness(typed, word, sounds)
    if (like && like.how !== 'prefix') found.set(word, like.points)
  }
  for (const row of rows) add(row.word)
  for (const nickname of nicknamesOf(typed)) add(nickname)
  return [...found]
    .map(([word, points]) => ({ word, points }))
    .sort((a, b) => b.points - a.points || (a.word < b.word ? -1 : 1))
    .slice(0, mostGuesses)
}

const anyWord: Range = { from: '', to: '\u{10ffff}' }
const mostCombinations = 160

/** Patients filed under what the words may have been meant to be, best first. Of two words one may be written right, and half. */
export async function patientsByGuess(
  ctx: Context,
  words: readonly string[],
  guesses: readonly Guess[][],
  most: number,
): Promise<string[]> {
  if (words.length === 1) {
    const walks = guesses[0]!.flatMap(guess => [
      { side: 'family' as const, family: only(guess.word), given: anyWord },
      { side: 'given' as const, family: anyWord, given: only(guess.word) },
    ])
    return walkWords(ctx, walks, most)
  }
  const asWritten = (n: number) => ({ range: beginning(words[n]!), points: 90 })
  const options = words.map((_, n) => guesses[n]!.map(guess => ({ range: only(guess.word), points: guess.points })))
  const walks: { side: 'family' | 'given'; family: Range; given: Range; points: number }[] = []
  for (let a = 0; a < words.length; a++) {
    for (let b = 0; b < words.length; b++) {
      if (a === b) continue
      for (const family of options[a]!)
        for (const given of [asWritten(b), ...options[b]!])
          walks.push({ side: 'family', family: family.range, given: given.range, points: family.points + given.points })
      for (const given of options[b]!)
        walks.push({ side: 'given', family: asWritten(a).range, given: given.range, points: 90 + given.points })
    }
  }
  walks.sort((x, y) => y.points - x.points)
  return walkWords(ctx, walks.slice(0, mostCombinations), most)
}
