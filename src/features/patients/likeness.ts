import type { Id } from '../../core/id.ts'
import { joinedName, nameWords } from '../../core/names.ts'
import type { Context } from '../../platform/context.ts'
import { type PatientRow, patientRows } from './patient-row.ts'
import { only, patientsByReadings } from './search-names.ts'
import { likeness, type Sounds } from './search-score.ts'

/** What is known of somebody who may be here already. Numbers in E.164; empty: not known yet. */
export type Newcomer = {
  family: string
  given: string
  preferred?: string
  formerFamily?: string
  birthDate: string | null
  phones: readonly string[]
  email: string
}

type Agreement = 'name' | 'similar-name' | 'birth-date' | 'phone' | 'email'
export type Candidate = { row: PatientRow; how: 'likely' | 'possible'; why: Agreement[] }

const mostLookedAt = 60

/** Patients here who may be this person, likely ones first. Merged-away records count for their survivor. */
export async function candidatesFor(ctx: Context, who: Newcomer): Promise<Candidate[]> {
  const dates = birthDatesNear(who.birthDate)
  const near = await ctx.sql<{ id: string }>`
    (select id from patients.patient where practice_id = ${ctx.practice} and birth_date = any (${dates}::date[]) limit 400)
    union
    (select patient_id from patients.phone where practice_id = ${ctx.practice} and e164 = any (${who.phones}::text[]) limit ${mostLookedAt}::int)
    union
    (select id from patients.patient
      where practice_id = ${ctx.practice} and email_n <> '' and email_n = ${who.email.toLowerCase()} limit ${mostLookedAt}::int)`
  const [family, given] = [joinedName(who.family), joinedName(who.given)]
  const namesakes =
    family === '' || given === ''
      ? []
      : await patientsByReadings(
          ctx,
          [
            { family: only(family), given: only(given) },
            { family: only(given), given: only(family) },
          ],
          mostLookedAt,
        )
  const rows = await patientRows(ctx, [...near.map(row => row.id), ...namesakes])
  const sounds = await soundsOf(ctx, who, [...rows.values()])
  const found = new Map<string, Candidate>()
  for (const row of rows.values()) {
    const verdict = compare(who, row, sounds)
    const shown = (row.mergedInto && rows.get(row.mergedInto)) || row
    if (verdict && found.get(shown.id)?.how !== 'likely') found.set(shown.id, { row: shown, ...verdict })
  }
  return [...found.values()].sort(
    (a, b) =>
      Number(a.how === 'possible') - Number(b.how === 'possible') ||
      b.why.length - a.why.length ||
      (a.row.id < b.row.id ? -1 : 1),
  )
}

/** A birth date and the slip that swaps its day and month. */
function birthDatesNear(date: string | null): string[] {
  if (!date) return []
  const [y, m, d] = date.split('-') as [string, string, string]
  return Number(d) <= 12 ? [date, `${y}-${d}-${m}`] : [date]
}

async function soundsOf(ctx: Context, who: Newcomer, rows: PatientRow[]): Promise<Sounds> {
  const words = [who, ...rows]
    .flatMap(one => [one.family, one.given, one.preferred ?? '', one.formerFamily ?? ''])
    .flatMap(name => [joinedName(name), ...nameWords(name)])
    .filter(word => /^[a-z]+$/.test(word))
  const codes = await ctx.sql<{ word: string; sound: string; other: string }>`
    select word, dmetaphone(word) as sound, dmetaphone_alt(word) as other from unnest(${[...new Set(words)]}::text[]) as w(word)`
  return new Map(codes.map(code => [code.word, [code.sound, code.other].filter(Boolean)]))
}

/** How alike two names are, best word against best word, 0 to 100. */
function alike(ours: (string | undefined)[], theirs: string[], sounds: Sounds): number {
  const words = (names: (string | undefined)[]) =>
    names.flatMap(name => [joinedName(name ?? ''), ...nameWords(name ?? '')])
  let most = 0
  for (const a of words(ours)) {
    for (const b of words(theirs)) {
      if (a === '' || b === '') continue
      most = Math.max(most, likeness(a, b, sounds)?.points ?? 0, likeness(b, a, sounds)?.points ?? 0)
    }
  }
  return most
}

const similar = 58

function compare(who: Newcomer, row: PatientRow, sounds: Sounds): Pick<Candidate, 'how' | 'why'> | null {
  const straight = {
    family: alike([who.family, who.formerFamily], [row.family, row.formerFamily], sounds),
    given: alike([who.given, who.preferred], [row.given, row.preferred], sounds),
  }
  const crossed = { family: alike([who.family], [row.given], sounds), given: alike([who.given], [row.family], sounds) }
  const name = Math.min(crossed.family, crossed.given) > Math.min(straight.family, straight.given) ? crossed : straight
  // Of a single name only the family side is known; half a registration has no given name yet.
  const noGiven = who.given === '' || row.given === ''
  const sameName = name.family === 100 && (name.given === 100 || noGiven)
  const likeName = name.family >= similar && (name.given >= similar || noGiven)
  const likeGiven = name.given >= similar && !noGiven
  const sameBirth = who.birthDate !== null && who.birthDate === row.birthDate
  const nearBirth = row.birthDate !== null && birthDatesNear(who.birthDate).includes(row.birthDate)
  const unknownBirth = who.birthDate === null || row.birthDate === null
  const samePhone = row.phones.some(phone => who.phones.includes(phone))
  const sameEmail = who.email !== '' && who.email.toLowerCase() === row.email.toLowerCase()
  const why: Agreement[] = []
  if (sameName) why.push('name')
  else if (likeName || likeGiven) why.push('similar-name')
  if (nearBirth) why.push('birth-date')
  if (samePhone) why.push('phone')
  if (sameEmail) why.push('email')
  const reached = samePhone || sameEmail
  const likely =
    (nearBirth && likeName && !(noGiven && who.given !== row.given && !reached)) ||
    (reached && likeGiven) ||
    (sameBirth && reached && (name.family >= similar || likeGiven)) ||
    (sameName && !noGiven && unknownBirth)
  if (likely) return { how: 'likely', why }
  const possible = (sameBirth && (likeGiven || name.family >= similar)) || reached || (sameName && !noGiven)
  return possible ? { how: 'possible', why } : null
}

/** Leaves out the named people. */
export const without = (candidates: readonly Candidate[], others: readonly Id<'patient'>[]): Candidate[] =>
  candidates.filter(candidate => !others.includes(candidate.row.id))
