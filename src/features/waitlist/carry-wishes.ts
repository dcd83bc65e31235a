import type { Id } from '../../core/id.ts'
import type { PatientCarrier } from '../../platform/feature.ts'

type Moved = { wishes: Id<'wish'>[]; offers: Id<'offer'>[] }

/** Wishes and offers follow a patient whose record is merged into another, and exactly those go back when that is undone. */
export const waitlistCarrier: PatientCarrier = {
  name: 'waitlist',
  async carry(ctx, from, into): Promise<Moved> {
    const wishes = await ctx.sql<{ id: Id<'wish'> }>`
      update waitlist.wish set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from} returning id`
    const offers = await ctx.sql<{ id: Id<'offer'> }>`
      update waitlist.offer set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from} returning id`
    return { wishes: wishes.map(row => row.id), offers: offers.map(row => row.id) }
  },
  async giveBack(ctx, from, into, moved: Moved): Promise<void> {
    await ctx.sql`
      update waitlist.wish set patient_id = ${from}
       where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved.wishes}::uuid[])`
    await ctx.sql`
      update waitlist.offer set patient_id = ${from}
       where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved.offers}::uuid[])`
  },
}
