import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { wrongPassword } from './contract.ts'

/** Holds the row of a person's password to the end of the transaction and sees that it is still the proved one. Sign-in reads the same
 *  row: whichever comes first, no session begins on what has just been changed. */
export async function holdPassword(ctx: Context, staff: Id<'staff'>, proved: string): Promise<void> {
  const still = await ctx.sql`
    select 1 from access.password
     where practice_id = ${ctx.practice} and staff_id = ${staff} and hash = ${proved} for update`
  if (still.length === 0) throw wrongPassword()
}
