import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { checkDone } from '../contract.ts'

export type CheckDone = z.input<typeof checkDone>

/** Checks that were made on a call, oldest first, each with the patient as the record is today: records that became one since are one. */
export async function checksOfCall(
  ctx: Context,
  call: Id<'call'>,
): Promise<(CheckDone & { patient: Id<'patient'> })[]> {
  return ctx.sql<CheckDone & { patient: Id<'patient'> }>`
    select coalesce(p.merged_into, p.id) as patient, k.at, s.name as by, k.speaker, k.relation_id as relation, k.relation_name as name,
           case k.speaker when 'patient' then 'everything' when 'other' then 'nothing' else k.may_hear end as "mayHear", k.identifiers
      from calls.identity_check k
      join patients.patient p on p.practice_id = k.practice_id and p.id = k.patient_id
      left join practice.staff s on s.practice_id = k.practice_id and s.id = k.by
     where k.practice_id = ${ctx.practice} and k.call_id = ${call}
     order by k.at, k.id`
}
