import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { PatientCarrier } from '../../platform/feature.ts'

type Moved = { calls: Id<'call'>[]; messages: Id<'message'>[] }

/** Tells the database that in this transaction calls change hands only because their patient's records do: settled ones follow as well. */
async function asCarrier(ctx: Context): Promise<void> {
  await ctx.sql`select set_config('anteroom.carries', 'calls', true)`
}

/** Calls and messages follow a patient whose record is merged into another, and exactly those go back when that is undone. What was
 *  linked anew in the meantime stays where it was put. */
export const callsCarrier: PatientCarrier = {
  name: 'calls',
  async carry(ctx, from, into): Promise<Moved> {
    await asCarrier(ctx)
    const calls = await ctx.sql<{ id: Id<'call'> }>`
      update calls.call set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from} returning id`
    const messages = await ctx.sql<{ id: Id<'message'> }>`
      update calls.message set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from} returning id`
    return { calls: calls.map(row => row.id), messages: messages.map(row => row.id) }
  },
  async giveBack(ctx, from, into, moved: Moved): Promise<void> {
    await asCarrier(ctx)
    await ctx.sql`
      update calls.call set patient_id = ${from}
       where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved.calls}::uuid[])`
    await ctx.sql`
      update calls.message set patient_id = ${from}
       where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved.messages}::uuid[])`
  },
}
