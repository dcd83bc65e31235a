import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { patientCard } from './contract-finding.ts'

type Card = z.input<typeof patientCard.output>
type Relation = Card['relations'][number]

/** Open relations from both sides: who others are to the patient, and whom the patient is something to. */
export async function relationsOf(
  ctx: Context,
  patient: Id<'patient'>,
): Promise<{ relations: Relation[]; relatedTo: Relation[] }> {
  const rows = await ctx.sql<Relation & { ours: boolean }>`
    select r.id as relation, r.kind, r.patient_id = ${patient} as ours, o.id as patient,
           case when o.id is null then r.other_name
                else trim(coalesce(nullif(o.preferred_name, ''), o.given) || ' ' || o.family) end as name,
           case when o.id is null then r.other_phone
                else coalesce((select f.e164 from patients.phone f
                                where f.practice_id = r.practice_id and f.patient_id = o.id order by f.place, f.id limit 1), '') end as phone,
           r.may_hear as "mayHear", r.proxy, r.emergency, r.note
      from patients.relation r
      left join patients.patient o on o.practice_id = r.practice_id
           and o.id = case when r.patient_id = ${patient} then r.other_patient_id else r.patient_id end
     where r.practice_id = ${ctx.practice} and (r.patient_id = ${patient} or r.other_patient_id = ${patient}) and r.ended_at is null
     order by r.id`
  const plain = ({ ours, ...relation }: Relation & { ours: boolean }) => relation
  return { relations: rows.filter(row => row.ours).map(plain), relatedTo: rows.filter(row => !row.ours).map(plain) }
}

/** Who answers for the patient's bill now. */
export async function guarantorOf(ctx: Context, patient: Id<'patient'>): Promise<Card['guarantor']> {
  const [row] = await ctx.sql<Omit<Card['guarantor'], 'kind'>>`
    select g.other_patient_id as patient, g.relation,
           case when o.id is null then g.name else trim(coalesce(nullif(o.preferred_name, ''), o.given) || ' ' || o.family) end as name,
           case when o.id is null then g.phone
                else coalesce((select f.e164 from patients.phone f
                                where f.practice_id = g.practice_id and f.patient_id = o.id order by f.place, f.id limit 1), '') end as phone
      from patients.guarantor g
      left join patients.patient o on o.practice_id = g.practice_id and o.id = g.other_patient_id
     where g.practice_id = ${ctx.practice} and g.patient_id = ${patient} and g.ended_at is null`
  if (!row) return { kind: 'self', patient: null, name: '', relation: '', phone: '' }
  return { kind: row.patient ? 'patient' : 'person', ...row }
}
