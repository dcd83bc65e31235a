import { afterPrefix, afterWord } from '../../core/names.ts'
import { nicknamesOf } from '../../core/nicknames.ts'
import type { Context } from '../../platform/context.ts'

/** Words from `from` up to, not including, `to`, in code point order. */
export type Range = { from: string; to: string }

/** One reading of a question: a range of the family side beside a range of the given side. Null: any. */
export type Reading = { family: Range | null; given: Range | null }

const anyWord: Range = { from: '', to: '\u{10ffff}' }
/** A side with more distinct words than this is walked as a range, not word by word. */
const fewWords = 64
const mostRows = 240

export const beginning = (prefix: string): Range => ({ from: prefix, to: afterPrefix(prefix) })
export const only = (word: string): Range => ({ from: word, to: afterWord(word) })

/** Every way the typed words may fall into a family and a given side, as written or with usual nicknames; likely ones first. */
export function readings(words: readonly string[]): Reading[] {
  const [one] = words
  if (words.length === 1) {
    const begins = beginning(one!)
    return [
      { family: begins, given: null },
      { family: null, given: begins },
      ...nicknamesOf(one!).map(nickname => ({ family: null, given: only(nickname) })),
    ]
  }
  const found: Reading[] = []
  for (let at = 1; at < words.length; at++) {
    const [first, second] = [words.slice(0, at).join(''), words.slice(at).join('')]
    for (const [family, given] of [
      [first, second],
      [second, first],
    ] as const) {
      found.push({ family: beginning(family), given: beginning(given) })
      for (const nickname of nicknamesOf(given)) found.push({ family: beginning(family), given: only(nickname) })
    }
  }
  const whole = beginning(words.join(''))
  found.push({ family: whole, given: null }, { family: null, given: whole })
  // Words between others, as middle names: any two may be the ones that are filed side by side.
  if (words.length === 3 || words.length === 4) {
    for (const family of words)
      for (const given of words)
        if (family !== given) found.push({ family: beginning(family), given: beginning(given) })
  }
  return found
}

/** Patients filed under any of the readings, likely ones first. Two ranges at once go over the dictionary: the side with fewer
 *  distinct words is walked word by word, so that the index meets exactly those who have both. */
export async function patientsByReadings(ctx: Context, wanted: readonly Reading[], most: number): Promise<string[]> {
  const ranges: Walk[] = []
  const words: Walk[] = []
  const double = wanted.filter(reading => reading.family && reading.given)
  const known = double.length > 0 ? await wordsIn(ctx, double) : new Map<string, string[]>()
  for (const reading of wanted) {
    const family = reading.family && known.get(`family ${reading.family.from} ${reading.family.to}`)
    const given = reading.given && known.get(`given ${reading.given.from} ${reading.given.to}`)
    if (!reading.family || !reading.given) {
      ranges.push({ side: reading.family ? 'family' : 'given', ...both(reading), alone: true })
    } else if (!family?.length || !given?.length) {
      // A side that nobody here is called: nothing to look for.
    } else if (Math.min(family.length, given.length) > fewWords) {
      ranges.push({ side: 'family', ...both(reading) })
    } else {
      const side = family.length <= given.length ? 'family' : 'given'
      for (const word of side === 'family' ? family : given) {
        words.push({ side, ...both(reading), [side]: only(word) })
      }
    }
  }
  const alongWords = await walkWords(ctx, words, most)
  // Both names as one long word is the least likely reading: not looked for when there are plenty already.
  const plenty = alongWords.length >= 2 * most
  const alongRanges = await walkRanges(ctx, plenty ? ranges.filter(walk => !walk.alone) : ranges, most)
  return [...new Set([...alongWords, ...alongRanges])]
}

/** alone: a range of one side, whatever stands on the other. */
type Walk = { side: 'family' | 'given'; family: Range; given: Range; alone?: boolean }

const both = (reading: Reading) => ({ family: reading.family ?? anyWord, given: reading.given ?? anyWord })

async function wordsIn(ctx: Context, wanted: readonly Reading[]): Promise<Map<string, string[]>> {
  const asked = new Map<string, { side: string } & Range>()
  for (const side of ['family', 'given'] as const) {
    for (const reading of wanted) {
      const range = reading[side]!
      asked.set(`${side} ${range.from} ${range.to}`, { side, ...range })
    }
  }
  const list = [...asked.values()]
  const rows = await ctx.sql<{ key: string; word: string }>`
    select r.side || ' ' || r.low || ' ' || r.high as key, w.word
      from unnest(${list.map(r => r.side)}::text[], ${list.map(r => r.from)}::text[], ${list.map(r => r.to)}::text[]) as r(side, low, high)
     cross join lateral (
       select d.word from patients.name_word d
        where d.practice_id = ${ctx.practice} and d.side = r.side collate "C" and d.word >= r.low collate "C" and d.word < r.high collate "C"
        order by d.word limit ${fewWords + 1}::int) as w`
  const found = new Map<string, string[]>([...asked.keys()].map(key => [key, []]))
  for (const row of rows) found.get(row.key)!.push(row.word)
  return found
}

/** Walks single words of one side with a range of the other: both bounds are met inside the index. */
export async function walkWords(ctx: Context, walks: readonly Walk[], most: number): Promise<string[]> {
  if (walks.length === 0) return []
  const family = walks.filter(walk => walk.side === 'family')
  const given = walks.filter(walk => walk.side === 'given')
  const rows = await ctx.sql<{ id: string }>`
    select w.patient_id as id
      from unnest(${family.map(w => w.family.from)}::text[], ${family.map(w => w.given.from)}::text[], ${family.map(w => w.given.to)}::text[]) as r(word, low, high)
     cross join lateral (
       select n.patient_id from patients.name_pair n
        where n.practice_id = ${ctx.practice} and n.family_word = r.word collate "C"
          and n.given_word >= r.low collate "C" and n.given_word < r.high collate "C"
        order by n.family_word, n.given_word limit ${most}::int) as w
    union all
    select w.patient_id
      from unnest(${given.map(w => w.given.from)}::text[], ${given.map(w => w.family.from)}::text[], ${given.map(w => w.family.to)}::text[]) as r(word, low, high)
     cross join lateral (
       select n.patient_id from patients.name_pair n
        where n.practice_id = ${ctx.practice} and n.given_word = r.word collate "C"
          and n.family_word >= r.low collate "C" and n.family_word < r.high collate "C"
        order by n.given_word, n.family_word limit ${most}::int) as w
     limit ${mostRows}::int`
  return rows.map(row => row.id)
}

async function walkRanges(ctx: Context, walks: readonly Walk[], most: number): Promise<string[]> {
  if (walks.length === 0) return []
  const family = walks.filter(walk => walk.side === 'family')
  const given = walks.filter(walk => walk.side === 'given')
  const rows = await ctx.sql<{ id: string }>`
    select w.patient_id as id
      from unnest(${family.map(w => w.family.from)}::text[], ${family.map(w => w.family.to)}::text[],
                  ${family.map(w => w.given.from)}::text[], ${family.map(w => w.given.to)}::text[]) as r(low, high, other_low, other_high)
     cross join lateral (
       select n.patient_id from patients.name_pair n
        where n.practice_id = ${ctx.practice} and n.family_word >= r.low collate "C" and n.family_word < r.high collate "C"
          and n.given_word >= r.other_low collate "C" and n.given_word < r.other_high collate "C"
        order by n.family_word, n.given_word limit ${most}::int) as w
    union all
    select w.patient_id
      from unnest(${given.map(w => w.given.from)}::text[], ${given.map(w => w.given.to)}::text[]) as r(low, high)
     cross join lateral (
       select n.patient_id from patients.name_pair n
        where n.practice_id = ${ctx.practice} and n.given_word >= r.low collate "C" and n.given_word < r.high collate "C"
        order by n.given_word, n.family_word limit ${most}::int) as w
     limit ${mostRows}::int`
  return rows.map(row => row.id)
}
