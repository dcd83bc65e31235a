import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import { candidatesFor, matchOf } from './candidates.ts'
import * as contract from './contract.ts'
import { peopleOfCall } from './people-of-call.ts'
import { readCalls } from './read-calls.ts'

/** The screen pop: the patient the call is linked to first, then everybody else who has that number. */
export const callCard = query(contract.callCard, async (ctx, input) => {
  const [line] = await readCalls(ctx, [input.call])
  if (!line) throw notFound({ what: 'call' })
  const known = (await candidatesFor(ctx, line.number)).map(one => one.patient)
  const linked = line.patient ? [line.patient.patient as Id<'patient'>] : []
  const people = await peopleOfCall(ctx, [...linked, ...known.filter(patient => !linked.includes(patient))])
  ctx.concerns([], { call: input.call })
  return { ...line, match: matchOf(line.number, known.length), people }
})
