import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

export const removeViewSet = command(contract.removeViewSet, {
  async run(ctx, input) {
    const [set] = await ctx.sql<{ staff_id: string; name: string; shared: boolean }>`
      select s.staff_id, s.name, s.shared from schedule.view_set s where s.practice_id = ${ctx.practice}::uuid and s.id = ${input.set}::uuid`
    // Somebody else's own set is not to be known of.
    if (!set || (set.staff_id !== ctx.caller.staff && !set.shared)) throw notFound({ what: 'view-set' })
    if (set.staff_id !== ctx.caller.staff) throw contract.notYourSet({ name: set.name })
    await ctx.sql`delete from schedule.view_set where practice_id = ${ctx.practice}::uuid and id = ${input.set}::uuid`
    ctx.emit('schedule.view-set-changed', { set: input.set })
    return {}
  },
})
