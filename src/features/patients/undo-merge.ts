import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lockBoth, type Moved } from './merge-patients.ts'
import { returnRows } from './merged-rows.ts'
import { indexNames } from './name-index.ts'
import { lockRecord, noteChanges, writeRecord } from './record.ts'

type Merge = { from: Id<'patient'>; into: Id<'patient'>; moved: Moved }

/** Takes a merge back. What was moved goes home; what was added to the survivor since stays there, and so does a field that somebody
 *  has changed since. Merges that stand on this one have to be undone first. */
export const undoMerge = command(contract.undoMerge, {
  async run(ctx, input) {
    const [merge] = await ctx.sql<Merge>`
      select from_patient_id as "from", into_patient_id as "into", moved
        from patients.merge where practice_id = ${ctx.practice} and id = ${input.merge}`
    if (!merge) throw notFound({ what: 'merge' })
    // The patients are locked before the merge's own row, in the order in which merging locks them.
    const { from, into } = await lockBoth(ctx, lockRecord, merge.from, merge.into)
    ctx.concerns([from.id, into.id])
    const undone = await ctx.sql`
      update patients.merge set undone_at = ${ctx.now.toString()}, undone_by = ${ctx.caller.staff}, undone_by_name = ${ctx.caller.name}
       where practice_id = ${ctx.practice} and id = ${input.merge} and undone_at is null returning id`
    if (undone.length === 0) {
      const [earlier] = await ctx.sql<{ by: string; at: string }>`
        select undone_by_name as by, undone_at as at from patients.merge where practice_id = ${ctx.practice} and id = ${input.merge}`
      throw contract.alreadyUndone(earlier)
    }
    if (into.mergedInto) {
      const [later] = await ctx.sql<{ merge: string }>`
        select id as merge from patients.merge
         where practice_id = ${ctx.practice} and from_patient_id = ${into.id} and undone_at is null`
      throw contract.undoLaterFirst(later)
    }
    await returnRows(ctx, from.id, into.id, merge.moved.rows)
    for (const { name, moved } of merge.moved.carried.toReversed()) {
      const carrier = ctx.app.carriers.find(one => one.name === name)
      if (!carrier) throw new Error(`nobody gives back what ${name} carried`)
      await carrier.giveBack(ctx, from.id, into.id, moved as never)
    }
    // Records that came along inside the one that leaves point to it again.
    await ctx.sql`
      with recursive inside as (
        select from_patient_id as id from patients.merge
         where practice_id = ${ctx.practice} and into_patient_id = ${from.id} and undone_at is null
        union
        select m.from_patient_id from patients.merge m join inside on m.into_patient_id = inside.id
         where m.practice_id = ${ctx.practice} and m.undone_at is null)
      update patients.patient set merged_into = case when id = ${from.id} then null else ${from.id}::uuid end
       where practice_id = ${ctx.practice} and (id = ${from.id} or id in (select inside.id from inside))`
    const fields = { ...into.fields }
    const returned = merge.moved.fields.filter(({ field, after }) => into.fields[field] === after)
    for (const { field, before } of returned) Object.assign(fields, { [field]: before })
    await writeRecord(ctx, into.id, into.version + 1, fields)
    await writeRecord(ctx, from.id, from.version + 1, from.fields)
    if (returned.length > 0) await indexNames(ctx, into.id, fields)
    await noteChanges(ctx, into.id, into.version + 1, 'merge-undone', [
      ...returned.map(({ field, before, after }) => ({ field, before: after, after: before })),
      { field: 'merge', before: { merge: input.merge, from: from.id, chart: from.chart }, after: null },
    ])
    await noteChanges(ctx, from.id, from.version + 1, 'merge-undone', [
      { field: 'merge', before: { merge: input.merge, into: into.id, chart: into.chart }, after: null },
    ])
    ctx.emit('patients.patients-merged', { patient: into.id, from: from.id })
    return { from: from.id, into: into.id }
  },
})
