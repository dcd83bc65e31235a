import type { z } from 'zod'
import { ageOn } from '../../core/birth-date.ts'
import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { patientLine } from './contract-parts.ts'

export type PatientLine = z.input<typeof patientLine>

/** One patient as lists, search and warnings need one. */
export type PatientRow = {
  id: Id<'patient'>
  mergedInto: Id<'patient'> | null
  chart: string
  family: string
  given: string
  middle: string
  suffix: string
  preferred: string
  formerFamily: string
  birthDate: string | null
  sex: 'F' | 'M' | 'X' | 'unknown'
  pronouns: string
  email: string
  deceased: boolean
  phones: string[]
  identifiers: string[]
}

/** The named patients of this practice and the survivors of those merged away; ids of nobody here are left out. */
export async function patientRows(ctx: Context, ids: readonly string[]): Promise<Map<string, PatientRow>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.sql<PatientRow>`
    with wanted as (
      select p.id from patients.patient p where p.practice_id = ${ctx.practice} and p.id = any (${ids}::uuid[])
      union
      select p.merged_into from patients.patient p
       where p.practice_id = ${ctx.practice} and p.id = any (${ids}::uuid[]) and p.merged_into is not null)
    select p.id, p.merged_into as "mergedInto", p.chart_number as chart, p.family, p.given, p.middle, p.suffix,
           p.preferred_name as preferred, p.former_family as "formerFamily", p.birth_date as "birthDate", p.sex, p.pronouns, p.email,
           p.deceased_on is not null as deceased,
           array(select f.e164 from patients.phone f
                  where f.practice_id = ${ctx.practice} and f.patient_id = p.id order by f.place, f.id) as phones,
           array(select i.value from patients.identifier i
                  where i.practice_id = ${ctx.practice} and i.patient_id = p.id) as identifiers
      from wanted join patients.patient p on p.practice_id = ${ctx.practice} and p.id = wanted.id`
  return new Map(rows.map(row => [row.id, row]))
}

/** A row as the wire names it. `today` is 'YYYY-MM-DD' in the practice. */
export function lineOf(row: PatientRow, today: string): PatientLine {
  return {
    id: row.id,
    chart: row.chart,
    family: row.family,
    given: row.given,
    middle: row.middle,
    suffix: row.suffix,
    preferred: row.preferred,
    birthDate: row.birthDate,
    age: row.birthDate === null ? null : ageOn(row.birthDate, today),
    sex: row.sex,
    pronouns: row.pronouns,
    phone: row.phones[0] ?? '',
    deceased: row.deceased,
  }
}

/** A patient's name in one line, as it is said: the name gone by, then the family name. */
export const spokenName = (row: Pick<PatientRow, 'family' | 'given' | 'preferred'>): string =>
  `${row.preferred || row.given} ${row.family}`.trim()
