import { joinedName, nameWords, slipsOf } from '../../core/names.ts'
import type { Context } from '../../platform/context.ts'

export type Names = {
  family: string
  given: string
  middle: string
  preferred: string
  formerFamily: string
}

/** One way to ask for a patient: a word of the family side beside a word of the given side. */
export type NamePair = { family: string; given: string }

// A name of eight words on both sides would be a hundred pairs; the desk never types the tenth.
const mostOfSide = 9

const distinct = (words: string[]) => [...new Set(words)].filter(word => word !== '').slice(0, mostOfSide)

/** Every word a patient may be asked for by, of each side: single words, and compound names also as one. */
function nameSides(names: Names): { family: string[]; given: string[] } {
  const family = [names.family, names.formerFamily].flatMap(name => [joinedName(name), ...nameWords(name)])
  const given = [
    joinedName(names.given),
    joinedName(names.preferred),
    ...nameWords(names.given),
    ...nameWords(names.preferred),
    // An initial says nothing by itself, and every tenth patient has the same one.
    ...nameWords(names.middle).filter(word => [...word].length > 1),
    names.middle === '' ? '' : joinedName(`${names.given} ${names.middle}`),
  ]
  return { family: distinct(family), given: distinct(given) }
}

/** The pairs under which a patient is filed. A side without a word stays '', so that the other side is still found. */
export function namePairs(names: Names): NamePair[] {
  const { family, given } = nameSides(names)
  const families = family.length > 0 ? family : ['']
  const givens = given.length > 0 ? given : ['']
  return families.flatMap(f => givens.map(g => ({ family: f, given: g })))
}

// dmetaphone knows Latin letters only; other scripts are found as written or one slip away.
export const isLatin = (word: string): boolean => /^[a-z]+$/.test(word)

export type DictionaryWord = { side: 'family' | 'given'; word: string; single: boolean }

/** The dictionary words of a patient. A compound counts as single where only one of its parts is a word of its own (delacruz, mcdonald):
 *  that is how it is misheard; of two whole names (garcialopez, maryanne) each is guessed by itself. */
export function dictionaryWords(names: Names): DictionaryWord[] {
  const single = new Set<string>()
  for (const name of [names.family, names.formerFamily, names.given, names.preferred, names.middle]) {
    const words = nameWords(name)
    for (const word of words) single.add(word)
    if (words.filter(word => word.length > 3).length <= 1) single.add(joinedName(name))
  }
  const sides = nameSides(names)
  return (['family', 'given'] as const).flatMap(side =>
    sides[side].map(word => ({ side, word, single: single.has(word) })),
  )
}

/** Files a patient under these names, and no others, and teaches the dictionary new words. */
export async function indexNames(ctx: Context, patient: string, names: Names): Promise<void> {
  const pairs = namePairs(names)
  const families = pairs.map(pair => pair.family)
  const givens = pairs.map(pair => pair.given)
  await ctx.sql`delete from patients.name_pair where practice_id = ${ctx.practice} and patient_id = ${patient}`
  await ctx.sql`
    insert into patients.name_pair (practice_id, patient_id, family_word, given_word)
    select ${ctx.practice}::uuid, ${patient}::uuid, f, g from unnest(${families}::text[], ${givens}::text[]) as w(f, g)`
  // In one order, so that two who bring the same new words wait for each other and never in a circle.
  const words = dictionaryWords(names).sort((a, b) => (`${a.side} ${a.word}` < `${b.side} ${b.word}` ? -1 : 1))
  const fresh = await ctx.sql<{ word: string; single: boolean }>`
    with given as (
      select side, word, single, case when heard then dmetaphone(word) else '' end as sound,
             case when heard then dmetaphone_alt(word) else '' end as other_sound
        from unnest(${words.map(w => w.side)}::text[], ${words.map(w => w.word)}::text[], ${words.map(w => w.single)}::boolean[],
                    ${words.map(w => w.single && isLatin(w.word))}::boolean[]) as w(side, word, single, heard)),
    added as (
      insert into patients.name_word (practice_id, side, word, sound, other_sound, single)
      select ${ctx.practice}::uuid, side, word, sound, other_sound, single from given
      on conflict do nothing returning word, single),
    raised as (
      update patients.name_word d set single = true, sound = g.sound, other_sound = g.other_sound
        from given g where d.practice_id = ${ctx.practice} and d.side = g.side and d.word = g.word and g.single and not d.single
      returning d.word, d.single)
    select word, single from added union all select word, single from raised`
  const slips = [...new Set(fresh.filter(row => row.single).map(row => row.word))]
    .flatMap(word => slipsOf(word).map(slip => ({ slip, word })))
    .sort((a, b) => (`${a.slip} ${a.word}` < `${b.slip} ${b.word}` ? -1 : 1))
  if (slips.length === 0) return
  await ctx.sql`
    insert into patients.name_slip (practice_id, slip, word)
    select ${ctx.practice}::uuid, slip, word
      from unnest(${slips.map(s => s.slip)}::text[], ${slips.map(s => s.word)}::text[]) as s(slip, word)
    on conflict do nothing`
}
