import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'

/** A patient as calls and messages name one: enough to ask the caller for the birth date. */
export type SeenPatient = {
  patient: Id<'patient'>
  name: string
  birthDate: string | null
  chartNumber: string | null
}

/** A family has one number, a clinic's line dozens; more than these are no help at the desk. */
const most = 8

/** Patients who have this number (E.164), those spoken to most recently first. Records merged away are left out. */
export async function candidatesFor(ctx: Context, number: string | null): Promise<SeenPatient[]> {
  if (!number) return []
  return ctx.sql<SeenPatient>`
    select p.id as patient, trim(p.given || ' ' || p.family) as name, p.birth_date as "birthDate", p.chart_number as "chartNumber"
      from (select distinct patient_id from patients.phone where practice_id = ${ctx.practice} and e164 = ${number}) as known
      join patients.patient p on p.practice_id = ${ctx.practice} and p.id = known.patient_id
      left join lateral (
        select max(c.ringing_at) as at from calls.call c
         where c.practice_id = ${ctx.practice} and c.patient_id = p.id and c.number = ${number}) as spoken on true
     where p.merged_into is null and p.deceased_on is null
     order by spoken.at desc nulls last, p.family_n, p.given_n, p.id
     limit ${most}`
}

/** The same for several numbers at once: the list of open calls. */
export async function candidatesForAll(ctx: Context, numbers: string[]): Promise<Map<string, SeenPatient[]>> {
  const found = new Map<string, SeenPatient[]>()
  for (const number of new Set(numbers)) found.set(number, await candidatesFor(ctx, number))
  return found
}

/** How the number was understood, in one word. */
export function matchOf(number: string | null, candidates: number): 'one' | 'several' | 'none' | 'withheld' {
  if (!number) return 'withheld'
  if (candidates === 0) return 'none'
  return candidates === 1 ? 'one' : 'several'
}
