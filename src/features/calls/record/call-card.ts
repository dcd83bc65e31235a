import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { candidatesFor, matchOf } from './candidates.ts'
import { checksOfCall } from './checks-of-call.ts'
import { earlierCalls } from './earlier-calls.ts'
import { rulesHere } from './identity-rules.ts'
import { linksOfCall } from './links-of-call.ts'
import { peopleOfCall } from './people-of-call.ts'
import { readCalls } from './read-calls.ts'

/** The screen pop: the patient the call is linked to first, then everybody else who has that number. Whether visits and messages are veiled is
 *  decided here and not on the screen. */
export const callCard = query(contract.callCard, async (ctx, input) => {
  const [line] = await readCalls(ctx, [input.call])
  if (!line) throw notFound({ what: 'call' })
  const known = (await candidatesFor(ctx, line.number)).map(one => one.patient)
  const linked = line.patient ? [line.patient.patient as Id<'patient'>] : []
  const rules = await rulesHere(ctx)
  const checks = await checksOfCall(ctx, input.call)
  const check = (patient: Id<'patient'>) => checks.findLast(one => one.patient === patient) ?? null
  const own = (patient: Id<'patient'>) => known.length === 1 && known[0] === patient
  const people = await peopleOfCall(ctx, [...linked, ...known.filter(patient => !linked.includes(patient))], {
    needed: rules.needed,
    check,
    veiled: patient => {
      const last = check(patient)
      if (last) return last.mayHear === 'nothing'
      return rules.veil === 'always' || (rules.veil === 'other-numbers' && !own(patient))
    },
  })
  ctx.concerns([], { call: input.call })
  return {
    ...line,
    match: matchOf(line.number, known.length),
    people,
    veil: rules.veil,
    links: await linksOfCall(ctx, input.call),
    earlierCalls: await earlierCalls(ctx, input.call),
  }
})
