import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { patientsByPhone } from '../../patients/index.ts'

/** A patient as calls and messages name one: enough to ask the caller for the birth date. */
export type SeenPatient = {
  patient: Id<'patient'>
  name: string
  birthDate: string | null
  chartNumber: string | null
}

/** Patients who have this number (E.164), those spoken to most recently first, then by name. */
export async function candidatesFor(ctx: Context, number: string | null): Promise<SeenPatient[]> {
  if (!number) return []
  const lines = await patientsByPhone(ctx, number)
  if (lines.length === 0) return []
  const ids = lines.map(line => line.id as Id<'patient'>)
  const spoken = await ctx.sql<{ patient: Id<'patient'>; at: string }>`
    select patient_id as patient, max(ringing_at) as at from calls.call
     where practice_id = ${ctx.practice} and number = ${number} and patient_id = any (${ids}::uuid[])
     group by patient_id`
  const last = new Map(spoken.map(row => [row.patient, row.at]))
  return lines
    .map(line => ({
      patient: line.id as Id<'patient'>,
      name: `${line.given} ${line.family}`.trim(),
      birthDate: line.birthDate,
      chartNumber: line.chart,
    }))
    .sort((a, b) => (last.get(b.patient) ?? '').localeCompare(last.get(a.patient) ?? ''))
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
