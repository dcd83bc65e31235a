import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'

type Rows = Id<string>[]

/** What a merge carried over, row by row. Telephones and identifiers are kept whole, since they may be deleted afterwards and must
 *  still be given back. */
export type MovedRows = {
  phones: {
    id: string
    e164: string
    ext: string
    kind: string
    place: number
    may_text: boolean
    may_leave_message: boolean
    note: string
  }[]
  identifiers: { id: string; system: string; value: string }[]
  addresses: Rows
  alerts: Rows
  relations: Rows
  /** Relations of others that named the record that goes. */
  namedIn: Rows
  guarantors: Rows
  /** Bills of others that the record that goes answers for. */
  answersFor: Rows
}

const ids = (rows: { id: Id<string> }[]) => rows.map(row => row.id)

/** Moves everything around one record to the other. What the other has as well (the same number, the same address) stays behind. */
export async function moveRows(ctx: Context, from: Id<'patient'>, into: Id<'patient'>): Promise<MovedRows> {
  const phones = await ctx.sql<MovedRows['phones'][number]>`
    select id, e164, ext, kind, place, may_text, may_leave_message, note from patients.phone f
     where practice_id = ${ctx.practice} and patient_id = ${from}
       and not exists (select from patients.phone k
                        where k.practice_id = ${ctx.practice} and k.patient_id = ${into} and k.e164 = f.e164 and k.ext = f.ext)`
  await ctx.sql`
    update patients.phone set patient_id = ${into}, place = place + 1 + coalesce((
             select max(k.place) from patients.phone k where k.practice_id = ${ctx.practice} and k.patient_id = ${into}), 0)
     where practice_id = ${ctx.practice} and patient_id = ${from} and id = any (${phones.map(phone => phone.id)}::uuid[])`
  const identifiers = await ctx.sql<MovedRows['identifiers'][number]>`
    update patients.identifier set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from}
    returning id, system, value`
  const addresses = await ctx.sql<{ id: Id<string> }>`
    update patients.address a set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from}
       and not exists (select from patients.address k
                        where k.practice_id = ${ctx.practice} and k.patient_id = ${into} and k.ended_on is not distinct from a.ended_on
                          and (k.kind, k.line1, k.line2, k.city, k.state, k.postal_code, k.country)
                            = (a.kind, a.line1, a.line2, a.city, a.state, a.postal_code, a.country))
    returning id`
  const alerts = await ctx.sql<{ id: Id<string> }>`
    update patients.alert set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from} returning id`
  // Nobody is a relation, or a guarantor, of himself: what ties the two records to each other stays with the one that goes.
  const relations = await ctx.sql<{ id: Id<string> }>`
    update patients.relation set patient_id = ${into}
     where practice_id = ${ctx.practice} and patient_id = ${from} and other_patient_id is distinct from ${into} returning id`
  const namedIn = await ctx.sql<{ id: Id<string> }>`
    update patients.relation set other_patient_id = ${into}
     where practice_id = ${ctx.practice} and other_patient_id = ${from} and patient_id <> ${into} returning id`
  const guarantors = await ctx.sql<{ id: Id<string> }>`
    update patients.guarantor g set patient_id = ${into}
     where practice_id = ${ctx.practice} and patient_id = ${from} and other_patient_id is distinct from ${into}
       and (g.ended_at is not null or not exists (
             select from patients.guarantor k where k.practice_id = ${ctx.practice} and k.patient_id = ${into} and k.ended_at is null))
    returning id`
  const answersFor = await ctx.sql<{ id: Id<string> }>`
    update patients.guarantor set other_patient_id = ${into}
     where practice_id = ${ctx.practice} and other_patient_id = ${from} and patient_id <> ${into} returning id`
  return {
    phones,
    identifiers,
    addresses: ids(addresses),
    alerts: ids(alerts),
    relations: ids(relations),
    namedIn: ids(namedIn),
    guarantors: ids(guarantors),
    answersFor: ids(answersFor),
  }
}

/** Gives back exactly what was moved, and nothing that was added since. */
export async function returnRows(
  ctx: Context,
  from: Id<'patient'>,
  into: Id<'patient'>,
  moved: MovedRows,
): Promise<void> {
  for (const phone of moved.phones) {
    await ctx.sql`
      insert into patients.phone (practice_id, id, patient_id, e164, ext, kind, place, may_text, may_leave_message, note)
      values (${ctx.practice}, ${phone.id}, ${from}, ${phone.e164}, ${phone.ext}, ${phone.kind}, ${phone.place}, ${phone.may_text},
              ${phone.may_leave_message}, ${phone.note})
      on conflict (practice_id, id) do update set patient_id = excluded.patient_id, place = excluded.place`
  }
  for (const one of moved.identifiers) {
    await ctx.sql`
      insert into patients.identifier (practice_id, id, patient_id, system, value)
      values (${ctx.practice}, ${one.id}, ${from}, ${one.system}, ${one.value})
      on conflict (practice_id, system, value) do update set patient_id = excluded.patient_id where identifier.patient_id = ${into}`
  }
  await ctx.sql`
    update patients.address set patient_id = ${from}
     where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved.addresses}::uuid[])`
  await ctx.sql`
    update patients.alert set patient_id = ${from}
     where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved.alerts}::uuid[])`
  await ctx.sql`
    update patients.relation set patient_id = ${from}
     where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved.relations}::uuid[])`
  await ctx.sql`
    update patients.relation set other_patient_id = ${from}
     where practice_id = ${ctx.practice} and other_patient_id = ${into} and id = any (${moved.namedIn}::uuid[])`
  await ctx.sql`
    update patients.guarantor set patient_id = ${from}
     where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved.guarantors}::uuid[])`
  await ctx.sql`
    update patients.guarantor set other_patient_id = ${from}
     where practice_id = ${ctx.practice} and other_patient_id = ${into} and id = any (${moved.answersFor}::uuid[])`
}
