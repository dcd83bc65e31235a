import { type Id, newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { identifierTaken } from './contract-refusals.ts'

export type Identifier = { system: string; value: string }

/** Numbers other systems know the patient by. */
export async function identifiersOf(ctx: Context, patient: Id<'patient'>): Promise<Identifier[]> {
  return ctx.sql<Identifier>`
    select system, value from patients.identifier where practice_id = ${ctx.practice} and patient_id = ${patient} order by system, value`
}

/** Makes the list the patient's numbers. Refuses one that another patient here carries, naming it. */
export async function replaceIdentifiers(
  ctx: Context,
  patient: Id<'patient'>,
  wanted: readonly Identifier[],
): Promise<void> {
  const systems = wanted.map(one => one.system)
  const values = wanted.map(one => one.value)
  await ctx.sql`
    delete from patients.identifier i where i.practice_id = ${ctx.practice} and i.patient_id = ${patient}
       and not exists (select from unnest(${systems}::text[], ${values}::text[]) as w(system, value)
                        where w.system = i.system and w.value = i.value)`
  for (const one of wanted) {
    const id = newId(ctx.now.epochMilliseconds)
    const [holder] = await ctx.sql<{ patient: string }>`
      with added as (
        insert into patients.identifier (practice_id, id, patient_id, system, value)
        values (${ctx.practice}, ${id}, ${patient}, ${one.system}, ${one.value})
        on conflict (practice_id, system, value) do nothing returning patient_id)
      select patient_id as patient from added
      union all
      select patient_id from patients.identifier where practice_id = ${ctx.practice} and system = ${one.system} and value = ${one.value}`
    if (holder?.patient !== patient) throw identifierTaken({ ...one, ...(holder && { patient: holder.patient }) })
  }
}
