import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Ends a cover now. One that has not begun never was, and is taken away. */
export const endCover = command(contract.endCover, {
  async run(ctx, input) {
    const [row] = await ctx.sql<{ staff_id: Id<'staff'>; by_staff: Id<'staff'>; begun: boolean; over: boolean }>`
      select staff_id, by_staff, starts_at < ${ctx.now.toString()}::timestamptz as begun, ends_at <= ${ctx.now.toString()}::timestamptz as over
        from calls.cover where practice_id = ${ctx.practice} and id = ${input.cover} for update`
    if (!row) throw notFound({ what: 'cover' })
    const own = ctx.caller.staff === row.staff_id || ctx.caller.staff === row.by_staff
    if (!own && !ctx.may(contract.setCover.name)) throw contract.notYourCover()
    if (row.begun && !row.over) {
      await ctx.sql`
        update calls.cover set ends_at = ${ctx.now.toString()} where practice_id = ${ctx.practice} and id = ${input.cover}`
    } else if (!row.begun) {
      await ctx.sql`delete from calls.cover where practice_id = ${ctx.practice} and id = ${input.cover}`
    }
    ctx.emit('calls.cover-changed', { cover: input.cover })
    return { cover: input.cover }
  },
})
