import { type Id, newId } from '../../../core/id.ts'
import { notAhead } from '../../../core/not-ahead.ts'
import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import { countryOf } from '../../practice/index.ts'
import * as contract from '../contract.ts'
import { callerNumber } from './caller-number.ts'
import { candidatesFor, matchOf } from './candidates.ts'

/** Minutes after which nobody is still ringing: not every phone system tells that a caller gave up. */
export const ringsAtMost = 10

/** Notes that a phone rings. Phone systems tell the same call several times (every extension, every retry): the external id makes it one. */
export const ring = command(contract.ring, {
  async run(ctx, input) {
    const caller = callerNumber(input.from, await countryOf(ctx))
    const at = notAhead(input.at, ctx.now)
    const made = await ctx.sql<Rung>`
      insert into calls.call (practice_id, id, direction, line, external_id, number, number_text, ringing_at)
      values (${ctx.practice}, ${newId<'call'>()}, 'in', ${input.line ?? null}, ${input.externalId ?? null}, ${caller.number}, ${caller.text}, ${at})
      on conflict on constraint call_external_id_once do nothing
      returning id, number`
    const known = made[0] ?? (await knownCall(ctx, input.externalId!))
    const patients = (await candidatesFor(ctx, known.number)).map(candidate => candidate.patient)
    ctx.concerns(patients, { call: known.id })
    if (made[0]) {
      ctx.emit('calls.call-ringing', { call: known.id })
      ctx.later('calls.give-up', { call: known.id }, { at: ctx.now.add({ minutes: ringsAtMost }) })
    }
    return { call: known.id, match: matchOf(known.number, patients.length), candidates: patients, repeated: !made[0] }
  },
})

type Rung = { id: Id<'call'>; number: string | null }

async function knownCall(ctx: Context, externalId: string): Promise<Rung> {
  const rows = await ctx.sql<Rung>`
    select id, number from calls.call where practice_id = ${ctx.practice} and external_id = ${externalId}`
  return rows[0]!
}
