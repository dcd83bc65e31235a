import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import type { Because } from './record.ts'

export type Mark = {
  at: string
  by: string
  because: Because
  field: string
  before: unknown
  after: unknown
  version: number
}

const latest = 2_147_483_647

/** The changes of one patient below a version, newest first. */
export async function changesOf(ctx: Context, patient: Id<'patient'>, most: number, below = latest): Promise<Mark[]> {
  return ctx.sql<Mark>`
    select at, by_name as by, because, field, before, after, version from patients.change
     where practice_id = ${ctx.practice} and patient_id = ${patient} and version < ${below}
     order by version desc, id desc limit ${most}::int`
}

/** Every change: which field, before, after, who, when. */
export const patientHistory = query(contract.patientHistory, async (ctx, input) => {
  const [known] =
    await ctx.sql`select id from patients.patient where practice_id = ${ctx.practice} and id = ${input.patient}`
  if (!known) throw notFound({ what: 'patient' })
  ctx.concerns([input.patient])
  return { changes: await changesOf(ctx, input.patient, input.limit, input.before) }
})
