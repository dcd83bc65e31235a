import { type Id, newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { takeable } from './contract-merge.ts'
import { type MovedRows, moveRows } from './merged-rows.ts'
import { indexNames } from './name-index.ts'
import { lockActiveRecord, noteChanges, type PatientRecord, type RecordFields, writeRecord } from './record.ts'

/** Everything needed to take a merge back. */
export type Moved = {
  rows: MovedRows
  /** Fields of the survivor that the merge wrote. */
  fields: { field: keyof RecordFields; before: unknown; after: unknown }[]
  /** What each feature's carrier moved, by its name, in the order it was moved. */
  carried: { name: string; moved: unknown }[]
}

const nothing = (value: unknown) => value === null || value === '' || value === 'unknown'

/** Locks both records, in id order, so that two merges of the same two wait for each other. */
export async function lockBoth(
  ctx: Context,
  lock: (ctx: Context, patient: Id<'patient'>) => Promise<PatientRecord>,
  from: Id<'patient'>,
  into: Id<'patient'>,
): Promise<{ from: PatientRecord; into: PatientRecord }> {
  const [first, second] = from < into ? [from, into] : [into, from]
  const records = [await lock(ctx, first), await lock(ctx, second)]
  const of = (id: string) => records.find(record => record.id === id)!
  return { from: of(from), into: of(into) }
}

/** Makes two records one. The survivor keeps its own values, gets those named in `take` and whatever it has no value for; telephones,
 *  addresses, alerts, relations, numbers and the rows of every other feature follow. */
export const mergePatients = command(contract.mergePatients, {
  async run(ctx, input) {
    if (input.from === input.into) throw contract.samePatient()
    const { from, into } = await lockBoth(ctx, lockActiveRecord, input.from, input.into)
    ctx.concerns([from.id, into.id])
    const fields = { ...into.fields }
    const written: Moved['fields'] = []
    for (const field of takeable) {
      const [ours, theirs] = [into.fields[field], from.fields[field]]
      if (ours === theirs || !(input.take.includes(field) || (nothing(ours) && !nothing(theirs)))) continue
      Object.assign(fields, { [field]: theirs })
      written.push({ field, before: ours, after: theirs })
    }
    const rows = await moveRows(ctx, from.id, into.id)
    const carried: Moved['carried'] = []
    for (const carrier of ctx.app.carriers) {
      carried.push({ name: carrier.name, moved: (await carrier.carry(ctx, from.id, into.id)) ?? null })
    }
    const merge = newId<'merge'>(ctx.now.epochMilliseconds)
    const moved: Moved = { rows, fields: written, carried }
    await ctx.sql`
      insert into patients.merge (practice_id, id, from_patient_id, into_patient_id, reason, moved, merged_at, merged_by, merged_by_name)
      values (${ctx.practice}, ${merge}, ${from.id}, ${into.id}, ${input.reason}, ${JSON.stringify(moved)}::jsonb, ${ctx.now.toString()},
              ${ctx.caller.staff}, ${ctx.caller.name})`
    await ctx.sql`
      update patients.patient set merged_into = ${into.id}
       where practice_id = ${ctx.practice} and (id = ${from.id} or merged_into = ${from.id})`
    await writeRecord(ctx, into.id, into.version + 1, fields)
    await writeRecord(ctx, from.id, from.version + 1, from.fields)
    if (written.length > 0) await indexNames(ctx, into.id, fields)
    await noteChanges(ctx, into.id, into.version + 1, 'merged', [
      ...written,
      { field: 'merge', before: null, after: { merge, from: from.id, chart: from.chart, reason: input.reason } },
    ])
    await noteChanges(ctx, from.id, from.version + 1, 'merged', [
      { field: 'merge', before: null, after: { merge, into: into.id, chart: into.chart, reason: input.reason } },
    ])
    ctx.emit('patients.patients-merged', { patient: into.id, from: from.id })
    return { merge, survivor: into.id }
  },
})
