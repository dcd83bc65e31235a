import { command } from '../../platform/feature.ts'
import { settleOthers } from './book-yes.ts'
import * as contract from './contract.ts'
import { lockOpenFreed, settleFreed } from './freed-row.ts'

/** Nobody is to have this time through the waitlist. */
export const keepFree = command(contract.keepFree, {
  async run(ctx, input) {
    const freed = await lockOpenFreed(ctx, input.time)
    await settleOthers(ctx, freed, null, { state: 'withdrawn', why: 'kept-free' })
    await settleFreed(ctx, freed.id, 'kept-free')
    return { time: freed.id }
  },
})
