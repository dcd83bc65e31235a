import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import { letterOf } from '../calls/index.ts'
import * as contract from './contract.ts'
import { papersOf } from './letter-paper.ts'
import { wordingOf } from './letter-wording.ts'

type Wanted = Awaited<ReturnType<typeof letterOf.wanted>>[number]

/** Letters after call-backs, ready to be printed. Whoever prints them has seen who they go to: each patient is named in the trail. */
export const callBackLetters = query(contract.callBackLetters, async (ctx, input) => {
  const wanted = (await letterOf.wanted(ctx, input.messages)).filter(
    one => input.messages || one.claimedBy === null || one.claimedBy === ctx.caller.staff,
  )
  const letters = await callBackPapers(ctx, wanted)
  ctx.concerns(
    letters.map(one => one.patient),
    { letters: letters.length },
  )
  // To the dead no letter goes, whatever is on its way to say so.
  return { letters: letters.filter(one => !one.deceased) }
})

/** The papers of call-backs that are about a patient, in the order given. */
export async function callBackPapers(ctx: Context, wanted: readonly Wanted[]) {
  const known = wanted.filter(one => one.patient !== null)
  const papers = await papersOf(
    ctx,
    known.map(one => ({ item: one.message, patient_id: one.patient! })),
    await wordingOf(ctx, 'call-back'),
  )
  return known.map(one => ({ ...papers.get(one.message)!, message: one.message, due: one.due }))
}
