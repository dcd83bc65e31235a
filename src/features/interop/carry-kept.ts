import type { Id } from '../../core/id.ts'
import type { PatientCarrier } from '../../platform/feature.ts'

type Moved = { kept: Id<'kept-resource'>[] }

/** Kept resources follow a merged patient. Source records stay with the record they became: an import asks for its survivor each time. */
export const interopCarrier: PatientCarrier = {
  name: 'interop',
  async carry(ctx, from, into): Promise<Moved> {
    const kept = await ctx.sql<{ id: Id<'kept-resource'> }>`
      update interop.kept_resource set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from} returning id`
    return { kept: kept.map(row => row.id) }
  },
  async giveBack(ctx, from, into, moved: Moved): Promise<void> {
    await ctx.sql`
      update interop.kept_resource set patient_id = ${from}
       where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved.kept}::uuid[])`
  },
}
