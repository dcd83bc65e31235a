import { doInside } from '../../platform/do-inside.ts'
import { openOperation } from '../../platform/feature.ts'
import { checkIn } from '../schedule/contract.ts'
import { gonePage, linkBehind, pageOf } from './arrive-page.ts'
import * as contract from './contract.ts'
import { openDeed, pageCaller } from './open-deed.ts'
import { addWord } from './word.ts'

/** The patient presses: here, in the car, on the way, late. The first arrival takes the link; afterwards it only says that it was so. */
export const arrive = openOperation(contract.arrive, async (app, input, request) => {
  const link = await linkBehind(app, input.token)
  if (!link) return gonePage
  const page = await openDeed(
    app,
    pageCaller(link.practice_id, 'Arrival link'),
    request,
    contract.arrive.name,
    async (ctx, refuse) => {
      const { page, visit } = await pageOf(ctx, link)
      const here = input.what === 'here' || input.what === 'in-the-car'
      if (page.standing === 'gone' || (here && page.standing === 'early')) {
        refuse('arrivals.not-expected')
        return page
      }
      if (page.standing === 'arrived') {
        if (input.what === 'in-the-car' && page.word !== 'in-the-car') await addWord(ctx, visit, { word: 'in-the-car' })
      } else if (here) {
        const [used] = await ctx.sql`
        update arrivals.arrival_link l set used_at = ${ctx.now.toString()}::timestamptz
         where l.practice_id = ${ctx.practice}::uuid and l.id = ${link.id}::uuid and l.used_at is null returning 1`
        if (!used) {
          // Arrived once and taken back at the desk: from now on the desk knows better.
          refuse('arrivals.not-expected')
          return gonePage
        }
        await doInside(ctx, checkIn, { appointment: visit.id })
        if (input.what === 'in-the-car') await addWord(ctx, visit, { word: 'in-the-car' })
      } else {
        await addWord(ctx, visit, { word: input.what as 'late' | 'on-the-way', minutes: input.minutes })
      }
      return (await pageOf(ctx, link)).page
    },
  )
  return page.standing === 'gone' ? gonePage : page
})
