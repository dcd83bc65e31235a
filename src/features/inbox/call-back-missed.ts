import { command } from '../../platform/feature.ts'
import { takeCall } from '../calls/index.ts'
import { claimItem } from './claim.ts'
import * as contract from './contract.ts'
import { lockMissed } from './missed-call.ts'

/** Opens a call to whoever gave up, and takes the row in hand meanwhile. What comes of that call says whether the row goes. */
export const callBackMissed = command(contract.callBackMissed, {
  async run(ctx, input) {
    const missed = await lockMissed(ctx, input.call)
    if (!missed.number) throw contract.noNumber()
    await claimItem(ctx, 'missed', input.call as never)
    const out = await takeCall.run(ctx, {
      direction: 'out',
      from: missed.number,
      ...(missed.patient ? { patient: missed.patient } : {}),
    })
    await ctx.sql`
      insert into inbox.call_back (practice_id, call_id, missed_id, at)
      values (${ctx.practice}::uuid, ${out.call}::uuid, ${missed.id}::uuid, ${ctx.now.toString()}::timestamptz)
      on conflict (practice_id, call_id) do nothing`
    ctx.emit('inbox.missed-changed', { call: input.call })
    return { call: out.call, missed: missed.id, patient: out.patient }
  },
})
