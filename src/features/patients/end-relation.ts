import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { noteAround } from './record.ts'

type Ended = {
  patient: Id<'patient'>
  kind: string
  other: Id<'patient'> | null
  name: string
  hear: string
  ended: string | null
}

/** Ends a relation: from now on that person may be told nothing. */
export const endRelation = command(contract.endRelation, {
  async run(ctx, input) {
    const [relation] = await ctx.sql<Ended>`
      select patient_id as patient, kind, other_patient_id as other, other_name as name, may_hear as hear, ended_at as ended
        from patients.relation where practice_id = ${ctx.practice} and id = ${input.relation} for update`
    if (!relation) throw notFound({ what: 'relation' })
    if (relation.ended) throw contract.alreadyEnded({ at: relation.ended })
    const { patient, kind, other, name, hear } = relation
    await noteAround(ctx, patient, {
      field: 'relation',
      before: { kind, patient: other, name, mayHear: hear },
      after: null,
    })
    await ctx.sql`
      update patients.relation set ended_at = ${ctx.now.toString()}, ended_by = ${ctx.caller.staff}
       where practice_id = ${ctx.practice} and id = ${input.relation}`
    if (other) ctx.concerns([other])
    return { relation: input.relation, patient }
  },
})
