import type { PatientCarrier } from '../../platform/feature.ts'

type Moved = {
  orders: string[]
  requests: string[]
  items: { list: string; id: string }[]
  stops: string[]
  ended: string[]
}

/** Orders, requests, what was done about rows, and the wish not to be recalled follow a patient whose record is merged; exactly those go back
 *  when that is undone. Of two wishes not to be recalled the survivor's own stays, the other ends. */
export const listsCarrier: PatientCarrier = {
  name: 'worklists',
  async carry(ctx, from, into): Promise<Moved> {
    const orders = await ctx.sql<{ id: string }>`
      update worklists.visit_order set patient_id = ${into}::uuid where practice_id = ${ctx.practice}::uuid and patient_id = ${from}::uuid returning id`
    const requests = await ctx.sql<{ id: string }>`
      update worklists.visit_request set patient_id = ${into}::uuid where practice_id = ${ctx.practice}::uuid and patient_id = ${from}::uuid returning id`
    const items = await ctx.sql<{ list: string; id: string }>`
      update worklists.work_item set patient_id = ${into}::uuid where practice_id = ${ctx.practice}::uuid and patient_id = ${from}::uuid returning list, id`
    const ended = await ctx.sql<{ id: string }>`
      update worklists.recall_stop s set ended_at = ${ctx.now.toString()}::timestamptz
       where s.practice_id = ${ctx.practice}::uuid and s.patient_id = ${from}::uuid and s.ended_at is null
         and exists (select from worklists.recall_stop o where o.practice_id = s.practice_id and o.patient_id = ${into}::uuid and o.ended_at is null)
      returning id`
    const stops = await ctx.sql<{ id: string }>`
      update worklists.recall_stop set patient_id = ${into}::uuid where practice_id = ${ctx.practice}::uuid and patient_id = ${from}::uuid returning id`
    return {
      orders: orders.map(row => row.id),
      requests: requests.map(row => row.id),
      items,
      stops: stops.map(row => row.id),
      ended: ended.map(row => row.id),
    }
  },
  async giveBack(ctx, from, into, moved: Moved): Promise<void> {
    await ctx.sql`
      update worklists.visit_order set patient_id = ${from}::uuid
       where practice_id = ${ctx.practice}::uuid and patient_id = ${into}::uuid and id = any(${moved.orders}::uuid[])`
    await ctx.sql`
      update worklists.visit_request set patient_id = ${from}::uuid
       where practice_id = ${ctx.practice}::uuid and patient_id = ${into}::uuid and id = any(${moved.requests}::uuid[])`
    await ctx.sql`
      update worklists.work_item w set patient_id = ${from}::uuid
        from jsonb_to_recordset(${JSON.stringify(moved.items)}::jsonb) as m(list text, id uuid)
       where w.practice_id = ${ctx.practice}::uuid and w.patient_id = ${into}::uuid and w.list = m.list and w.id = m.id`
    await ctx.sql`
      update worklists.recall_stop set patient_id = ${from}::uuid, ended_at = case when id = any(${moved.ended}::uuid[]) then null else ended_at end
       where practice_id = ${ctx.practice}::uuid and patient_id = ${into}::uuid and id = any(${moved.stops}::uuid[])`
  },
}
