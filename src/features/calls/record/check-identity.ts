import { newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { lockCall } from './call-row.ts'
import { checksOfCall } from './checks-of-call.ts'
import { identifiersOf, neededOf } from './identifiers.ts'
import { rulesHere } from './identity-rules.ts'

type Relation = { name: string; may_hear: 'nothing' | 'appointments' | 'everything' }

/** Notes a check. It queues at the call's row: of two desks that tick at once the first is kept and the second is told of it. Who can speak for
 *  the patient besides is written as it stood at that moment. */
export const checkIdentity = command(contract.checkIdentity, {
  async run(ctx, input) {
    const call = await lockCall(ctx, input.call)
    const onRecord = (await identifiersOf(ctx, [input.patient])).get(input.patient) ?? []
    if (onRecord.length === 0) throw notFound({ what: 'patient' })
    // Whom nobody here knows is missing, however the call stands.
    const named = input.speaker === 'relation' || input.relation
    const spokenTo = named ? await relationOf(ctx, input.patient, input.relation) : null
    const relation = input.speaker === 'relation' ? spokenTo : null
    if (call.closed_at) throw contract.callOver({ outcome: call.outcome, at: call.closed_at })
    if (!call.taken_at) throw contract.notTaken()
    if (call.patient_id !== input.patient) throw contract.aboutSomebodyElse({ patient: call.patient_id })
    const ticked = [...new Set(input.identifiers)]
    const missing = ticked.find(kind => !onRecord.some(one => one.kind === kind))
    if (missing) throw contract.notOnRecord({ identifier: missing })
    const needed = neededOf((await rulesHere(ctx)).needed, onRecord)
    if (ticked.length < needed) throw contract.tooFewIdentifiers({ needed, ticked: ticked.length })
    ctx.concerns([input.patient], { call: call.id })
    const same = (check: { patient: string; speaker: string; relation?: unknown }) =>
      check.patient === input.patient &&
      check.speaker === input.speaker &&
      (check.relation ?? null) === (relation ? input.relation : null)
    const before = (await checksOfCall(ctx, call.id)).find(same)
    if (before) return { call: call.id, check: before, repeated: true }
    await ctx.sql`
      insert into calls.identity_check (practice_id, id, call_id, patient_id, at, by, identifiers, speaker, relation_id, relation_name, may_hear)
      values (${ctx.practice}, ${newId()}, ${call.id}, ${input.patient}, ${ctx.now.toString()}, ${ctx.caller.staff}, ${ticked}, ${input.speaker},
              ${relation ? input.relation! : null}, ${relation?.name ?? null}, ${relation?.may_hear ?? null})`
    ctx.emit('calls.call-changed', { call: call.id })
    return { call: call.id, check: (await checksOfCall(ctx, call.id)).find(same)!, repeated: false }
  },
})

/** One of those who may be spoken to about the patient. A proxy acts for the patient, and so hears everything. */
async function relationOf(ctx: Context, patient: string, relation: string | undefined): Promise<Relation> {
  const rows = await ctx.sql<Relation>`
    select coalesce(nullif(r.other_name, ''), trim(o.given || ' ' || o.family)) as name,
           case when r.proxy then 'everything' else r.may_hear end as may_hear
      from patients.relation r
      left join patients.patient o on o.practice_id = r.practice_id and o.id = r.other_patient_id
     where r.practice_id = ${ctx.practice} and r.id = ${relation ?? null}::uuid and r.patient_id = ${patient}::uuid
       and r.ended_at is null and (r.may_hear <> 'nothing' or r.proxy)`
  if (!rows[0]) throw notFound({ what: 'relation' })
  return rows[0]
}
