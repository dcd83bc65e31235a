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

/** Patients who have both: the birth date or the end of the number, and a name that begins with the word. */
export async function patientsByFactAndName(ctx: Context, fact: Fact, name: string, most: number): Promise<string[]> {
  const end = orNull(backwards(fact.digits))
  const past = afterPrefix(name)
  const rows = await ctx.sql<{ id: string }>`
    (select f.patient_id as id from patients.phone f
      where f.practice_id = ${ctx.practice} and f.backwards >= ${end}::text and f.backwards < ${end && afterPrefix(end)}::text
        and exists (select from patients.name_pair n where n.practice_id = ${ctx.practice} and n.patient_id = f.patient_id
                       and (n.family_word >= ${name} and n.family_word < ${past} or n.given_word >= ${name} and n.given_word < ${past}))
      limit ${most}::int)
    union all
    (select p.id from patients.patient p
      where p.practice_id = ${ctx.practice} and p.birth_date = any (${fact.dates}::date[])
        and exists (select from patients.name_pair n where n.practice_id = ${ctx.practice} and n.patient_id = p.id
                       and (n.family_word >= ${name} and n.family_word < ${past} or n.given_word >= ${name} and n.given_word < ${past}))
      limit ${most}::int)`
  return [...new Set(rows.map(row => row.id))]
}
