import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { refuseHeld } from './claim.ts'
import * as contract from './contract.ts'
import { lockMissed } from './missed-call.ts'

/** Lets a missed call go, and the later ones of its number with it: they are one row. A call that comes after this is missed anew. */
export const letGoMissedCall = command(contract.letGoMissedCall, {
  async run(ctx, input) {
    const missed = await lockMissed(ctx, input.call)
    await refuseHeld(ctx, 'missed', input.call as never)
    const calls = await ctx.sql<{ id: string }>`
      select c.id from calls.call c
       where c.practice_id = ${ctx.practice}::uuid and c.outcome = 'abandoned'
         and (c.id = ${missed.id}::uuid
              or (c.number = ${missed.number} and c.ringing_at >= (select m.ringing_at from calls.call m where m.practice_id = c.practice_id and m.id = ${missed.id}::uuid)))
         and not exists (select from inbox.let_go g where g.practice_id = c.practice_id and g.call_id = c.id and g.ended_at is null)
       order by c.id`
    for (const call of calls) {
      await ctx.sql`
        insert into inbox.let_go (practice_id, id, call_id, reason, note, at, by_staff, by_name)
        values (${ctx.practice}::uuid, ${newId<'let-go'>()}::uuid, ${call.id}::uuid, ${input.reason}, ${input.note}, ${ctx.now.toString()}::timestamptz,
                ${ctx.caller.staff}::uuid, ${ctx.caller.name})
        on conflict (practice_id, call_id) where ended_at is null do nothing`
    }
    ctx.emit('inbox.missed-changed', { call: input.call })
    return { call: input.call, calls: calls.length }
  },
})
