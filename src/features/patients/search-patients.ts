import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lineOf, type PatientRow, patientRows } from './patient-row.ts'
import { type Place, placeOf } from './place.ts'
import { patientsByFact, patientsByFactAndName, sharpest } from './search-facts.ts'
import { guessNames, patientsByGuess } from './search-misspelt.ts'
import { patientsByReadings, readings } from './search-names.ts'
import { type Question, readQuestion } from './search-question.ts'
import { type Score, type Sounds, scored, sortKey } from './search-score.ts'

/** One patient found: the record that fits, the survivor to show, how well and why. */
export type Hit = Score & { found: PatientRow; shown: PatientRow }

/** With fewer hits than this as written, sound-alikes and slips of the finger are looked for as well. */
const enough = 5
const noSounds: Sounds = new Map()

/** One box over everything a caller may say. Cheap stages first: facts and beginnings of names are index ranges; only when they find
 *  too few is the dictionary asked what may have been meant. */
export const searchPatients = query(contract.searchPatients, async (ctx, input) => {
  const place = await placeOf(ctx)
  const hits = (await hitsFor(ctx, readQuestion(input.text, place), input.limit)).slice(0, input.limit)
  ctx.concerns(
    hits.map(hit => hit.shown.id),
    { found: hits.length },
  )
  return { patients: hits.map(hit => lineWithReasons(hit, place)), guessed: hits.length > 0 && hits.every(isGuess) }
})

const isGuess = (hit: Hit) => hit.missed > 0 || hit.why.some(match => match.how === 'sound' || match.how === 'spelling')

function lineWithReasons(hit: Hit, place: Place) {
  return {
    ...lineOf(hit.shown, place.today),
    why: hit.why,
    foundAs: hit.found.id === hit.shown.id ? null : hit.found.chart,
  }
}

async function hitsFor(ctx: Context, question: Question, limit: number): Promise<Hit[]> {
  if (question.facts.length === 0 && question.names.length === 0) return []
  // Each stage answers best first, so a few more than are asked for will do.
  const most = limit + 8
  const fact = sharpest(question.facts)
  if (fact) {
    const hits = await hitsByFact(ctx, question, most)
    if (hits.length > 0 || question.names.length === 0) return hits
    // The date or number was misheard: who has the name?
    const named = await hitsFor(ctx, { names: question.names, facts: [] }, limit)
    return named.map(hit => ({ ...hit, missed: hit.missed + question.facts.length }))
  }
  const exact = await judge(
    ctx,
    (await patientsByReadings(ctx, readings(question.names), most)).slice(0, 2 * most),
    question,
    noSounds,
  )
  if (exact.length >= Math.min(enough, limit)) return exact
  const { guesses, sounds } = await guessNames(ctx, question.names)
  const near = (await patientsByGuess(ctx, question.names, guesses, most)).slice(0, 4 * most)
  const seen = new Set(exact.map(hit => hit.shown.id))
  const more = await judge(ctx, near, question, sounds)
  return best([...exact, ...more.filter(hit => !seen.has(hit.shown.id))])
}

async function hitsByFact(ctx: Context, question: Question, most: number): Promise<Hit[]> {
  const fact = sharpest(question.facts)!
  if (question.names.length > 0) {
    const longest = [...question.names].sort((a, b) => b.length - a.length)[0]!
    const named = await judge(ctx, await patientsByFactAndName(ctx, fact, longest, 2 * most), question, noSounds)
    if (named.length > 0) return named
  }
  const alone = question.names.length === 0 && question.facts.length === 1
  const ids = await patientsByFact(ctx, fact, alone ? most : 160)
  const exact = await judge(ctx, ids, question, noSounds)
  if (exact.length > 0 || question.names.length === 0) return exact
  const { sounds } = await guessNames(ctx, question.names)
  return judge(ctx, ids, question, sounds)
}

/** Weighs the records against the question, best first, each survivor once. */
async function judge(ctx: Context, ids: readonly string[], question: Question, sounds: Sounds): Promise<Hit[]> {
  const rows = await patientRows(ctx, ids)
  const hits = new Map<string, Hit>()
  for (const id of ids) {
    const found = rows.get(id)
    const result = found && scored(found, question, sounds, sounds !== noSounds)
    if (!result) continue
    const shown = (found.mergedInto && rows.get(found.mergedInto)) ?? found
    const known = hits.get(shown.id)
    // The survivor's own name or number is the better reason.
    if (!known || result.points - (shown === found ? 0 : 1) > known.points)
      hits.set(shown.id, { found, shown, ...result })
  }
  return best([...hits.values()])
}

function best(hits: Hit[]): Hit[] {
  return hits
    .map(hit => ({ hit, key: sortKey(hit.shown) }))
    .sort(
      (a, b) =>
        b.hit.points - a.hit.points ||
        Number(a.hit.shown.deceased) - Number(b.hit.shown.deceased) ||
        (a.key < b.key ? -1 : 1),
    )
    .map(({ hit }) => hit)
}
