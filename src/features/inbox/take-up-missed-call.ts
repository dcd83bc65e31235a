import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Puts a missed call back that was let go, and those that were let go with it. */
export const takeUpMissedCall = command(contract.takeUpMissedCall, {
  async run(ctx, input) {
    const [known] = await ctx.sql<{ patient: Id<'patient'> | null; at: string | null }>`
      select c.patient_id as patient, g.at
        from calls.call c
        left join inbox.let_go g on g.practice_id = c.practice_id and g.call_id = c.id and g.ended_at is null
       where c.practice_id = ${ctx.practice}::uuid and c.id = ${input.call}::uuid`
    if (!known) throw notFound({ what: 'call' })
    ctx.concerns(known.patient ? [known.patient] : [], { call: input.call })
    const back = await ctx.sql`
      update inbox.let_go g set ended_at = ${ctx.now.toString()}::timestamptz
        from calls.call c, calls.call m
       where g.practice_id = ${ctx.practice}::uuid and g.ended_at is null and g.at = ${known.at}::timestamptz
         and c.practice_id = g.practice_id and c.id = g.call_id and m.practice_id = g.practice_id and m.id = ${input.call}::uuid
         and (c.id = m.id or c.number = m.number)
      returning 1`
    if (back.length === 0) throw contract.notLetGo()
    ctx.emit('inbox.missed-changed', { call: input.call })
    return { call: input.call }
  },
})
