import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Changes the practice itself; a new idle lock holds from the next request of everybody. */
export const changePractice = command(contract.changePractice, {
  async run(ctx, input) {
    await ctx.sql`
      update practice.practice
         set name = coalesce(${input.name ?? null}::text, name),
             zone = coalesce(${input.zone ?? null}::text, zone),
             phone = case when ${input.phone !== undefined}::boolean then ${input.phone ?? null}::text else phone end,
             idle_lock_minutes = coalesce(${input.idleLockMinutes ?? null}::int, idle_lock_minutes)
       where practice_id = ${ctx.practice}`
    ctx.emit('practice.practice-changed', {})
    return {}
  },
})
