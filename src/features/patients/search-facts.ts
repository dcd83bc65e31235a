import { afterPrefix } from '../../core/names.ts'
import type { Context } from '../../platform/context.ts'
import type { Fact } from './search-question.ts'

const backwards = (digits: string) => [...digits].reverse().join('')
/** Null compares to nothing: a meaning the fact does not have finds nobody. */
const orNull = (text: string) => (text === '' ? null : text)

/** The fact that finds the fewest, for it is looked up and the others only sift. */
export function sharpest(facts: readonly Fact[]): Fact | undefined {
  const sharpness = (fact: Fact) =>
    fact.email !== '' || fact.e164 !== '' || (fact.number !== '' && fact.digits === '')
      ? 3
      : fact.dates.length > 0
        ? 2
        : fact.digits.length >= 4
          ? 1
          : 0
  return [...facts].sort((a, b) => sharpness(b) - sharpness(a))[0]
}

/** Patients whom one fact may mean, at most `most` for each meaning. */
export async function patientsByFact(ctx: Context, fact: Fact, most: number): Promise<string[]> {
  const end = orNull(backwards(fact.digits))
  const email = orNull(fact.email)
  const rows = await ctx.sql<{ id: string }>`
    (select id from patients.patient where practice_id = ${ctx.practice} and chart_number = ${orNull(fact.number)}::text)
    union all
    (select patient_id from patients.identifier where practice_id = ${ctx.practice} and value = ${orNull(fact.number)}::text limit ${most}::int)
    union all
    (select patient_id from patients.phone where practice_id = ${ctx.practice} and e164 = ${orNull(fact.e164)}::text limit ${most}::int)
    union all
    (select patient_id from patients.phone
      where practice_id = ${ctx.practice} and backwards >= ${end}::text and backwards < ${end && afterPrefix(end)}::text
      order by backwards limit ${most}::int)
    union all
    (select id from patients.patient where practice_id = ${ctx.practice} and birth_date = any (${fact.dates}::date[]) limit ${most}::int)
    union all
    (select id from patients.patient
      where practice_id = ${ctx.practice} and email_n <> '' and email_n >= ${email}::text and email_n < ${email && afterPrefix(email)}::text
      order by email_n limit ${most}::int)`
  return [...new Set(rows.map(row => row.id))]
}

/** In a practice of a million, some hundred numbers end in the same four digits; more are not looked through. */
const mostHeld = 2_000

/** Patients who have both: the birth date or the end of the number, and a name that begins with the word. */
export async function patientsByFactAndName(ctx: Context, fact: Fact, name: string, most: number): Promise<string[]> {
  const end = orNull(backwards(fact.digits))
  // The fact comes first and the names of each are looked at one by one: left to choose, the planner begins with everybody of a common
  // name. The words are compared in a way no index serves, for the same reason.
  const rows = await ctx.sql<{ id: string }>`
    with held as materialized (
      (select f.patient_id as id from patients.phone f
        where f.practice_id = ${ctx.practice} and f.backwards >= ${end}::text and f.backwards < ${end && afterPrefix(end)}::text
        limit ${mostHeld}::int)
      union
      (select p.id from patients.patient p
        where p.practice_id = ${ctx.practice} and p.birth_date = any (${fact.dates}::date[]) limit ${mostHeld}::int))
    select held.id from held cross join lateral (
      select from patients.name_pair n
       where n.practice_id = ${ctx.practice} and n.patient_id = held.id
         and (substr(n.family_word, 1, ${[...name].length}::int) = ${name} collate "C"
              or substr(n.given_word, 1, ${[...name].length}::int) = ${name} collate "C")
       limit 1) as named
     limit ${most}::int`
  return rows.map(row => row.id)
}
