import type { Id } from '../../core/id.ts'
import type { PatientCarrier } from '../../platform/feature.ts'

type Moved = { walkIns: Id<'walk-in'>[]; details: string[] }

/** Walk-ins and confirmed details follow a patient whose record is merged into another, and exactly those go back when that is undone.
 *  Where both stand in the queue, the one of the merged record is noted as left: one person waits once. */
export const arrivalsCarrier: PatientCarrier = {
  name: 'arrivals',
  async carry(ctx, from, into): Promise<Moved> {
    const twice = await ctx.sql<{ id: Id<'walk-in'> }>`
      update arrivals.walk_in w set state = 'left', state_since = ${ctx.now.toString()}::timestamptz, version = w.version + 1
       where w.practice_id = ${ctx.practice}::uuid and w.patient_id = ${from}::uuid and w.state = 'waiting'
         and exists (select from arrivals.walk_in o where o.practice_id = w.practice_id and o.patient_id = ${into}::uuid and o.state = 'waiting')
      returning w.id`
    for (const { id } of twice) {
      await ctx.sql`
        insert into arrivals.walk_in_fact (practice_id, walk_in_id, seq, what, state, reason, at, by_kind, by_staff, by_name)
        select w.practice_id, w.id, w.version, 'left', w.state, 'Same person, in the queue already', ${ctx.now.toString()}::timestamptz,
               ${ctx.caller.kind}, ${ctx.caller.staff}::uuid, ${ctx.caller.name}
          from arrivals.walk_in w where w.practice_id = ${ctx.practice}::uuid and w.id = ${id}::uuid`
    }
    const walkIns = await ctx.sql<{ id: Id<'walk-in'> }>`
      update arrivals.walk_in w set patient_id = ${into}::uuid
       where w.practice_id = ${ctx.practice}::uuid and w.patient_id = ${from}::uuid returning w.id`
    const details = await ctx.sql<{ id: string }>`
      update arrivals.details_fact d set patient_id = ${into}::uuid
       where d.practice_id = ${ctx.practice}::uuid and d.patient_id = ${from}::uuid returning d.id`
    return { walkIns: walkIns.map(row => row.id), details: details.map(row => row.id) }
  },
  async giveBack(ctx, from, into, moved: Moved): Promise<void> {
    await ctx.sql`
      update arrivals.walk_in w set patient_id = ${from}::uuid
       where w.practice_id = ${ctx.practice}::uuid and w.patient_id = ${into}::uuid and w.id = any(${moved.walkIns}::uuid[])`
    await ctx.sql`
      update arrivals.details_fact d set patient_id = ${from}::uuid
       where d.practice_id = ${ctx.practice}::uuid and d.patient_id = ${into}::uuid and d.id = any(${moved.details}::uuid[])`
  },
}
