import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lockOpenFreed } from './freed-row.ts'
import { makeOffer } from './make-offer.ts'
import { oneCandidate } from './one-candidate.ts'
import { settingOf } from './setting-row.ts'

/** Staff ask this patient now, whoever would come next by rank. */
export const offerTime = command(contract.offerTime, {
  async run(ctx, input) {
    const freed = await lockOpenFreed(ctx, input.time)
    const candidate = await oneCandidate(ctx, freed, input.wish)
    const made = await makeOffer(ctx, freed, candidate, await settingOf(ctx))
    if ('refused' in made) throw contract.doesNotFit({ why: made.refused.split('.')[1] })
    if (made.how === 'nobody') throw contract.noWay({ patient: candidate.wish.patient })
    return { offer: made.offer, how: made.how, expiresAt: made.expiresAt }
  },
})
