import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { callPerson } from '../contract.ts'
import { readMessages } from '../messages/read-messages.ts'
import { identifiersOf, neededOf } from './identifiers.ts'
import { visitsAround } from './visits-around.ts'

export type CallPerson = z.input<typeof callPerson>

type Row = Pick<
  CallPerson,
  'patient' | 'name' | 'birthDate' | 'chartNumber' | 'preferredName' | 'pronouns' | 'language' | 'interpreter'
>
type Of<T> = T & { patient: Id<'patient'> }

/** How each person is to be checked, and what holds back what. */
type Checking = {
  /** How many identifiers the practice wants. */
  needed: number
  check(patient: Id<'patient'>): CallPerson['check']
  veiled(patient: Id<'patient'>): boolean
}

/** What the desk must know of each person a call may be about: whom to check for, what to warn of, who else may be told, what was, what is
 *  planned and what is open. In the order given. What is under the veil is not read: it is not disclosed, and the audit trail says so. */
export async function peopleOfCall(
  ctx: Context,
  patients: readonly Id<'patient'>[],
  checking: Checking,
): Promise<CallPerson[]> {
  if (patients.length === 0) return []
  const today = ctx.now.toString()
  const rows = await ctx.sql<Row>`
    select p.id as patient, trim(p.given || ' ' || p.family) as name, p.birth_date as "birthDate", p.chart_number as "chartNumber",
           nullif(p.preferred_name, '') as "preferredName", nullif(p.pronouns, '') as pronouns,
           nullif(case when p.interpreter_needed and p.interpreter_language <> '' then p.interpreter_language else p.language end, '') as language,
           p.interpreter_needed as interpreter
      from unnest(${patients}::uuid[]) with ordinality as wanted (id, place)
      join patients.patient p on p.practice_id = ${ctx.practice} and p.id = wanted.id
     order by wanted.place`
  const alerts = Map.groupBy(
    await ctx.sql<Of<{ kind: string; text: string }>>`
      select a.patient_id as patient, a.kind, a.text
        from patients.alert a
        join practice.practice h on h.practice_id = a.practice_id
       where a.practice_id = ${ctx.practice} and a.patient_id = any (${patients}::uuid[]) and a.ended_at is null
         and a.starts_on <= (${today}::timestamptz at time zone h.zone)::date
         and (a.ends_on is null or a.ends_on >= (${today}::timestamptz at time zone h.zone)::date)
       order by a.id`,
    row => row.patient,
  )
  const others = Map.groupBy(
    await ctx.sql<Of<CallPerson['mayBeSpokenTo'][number]> & { other: Id<'patient'> | null }>`
      select r.patient_id as patient, r.other_patient_id as other, r.kind, r.may_hear as "mayHear", r.proxy,
             r.id as relation, coalesce(nullif(r.other_name, ''), trim(o.given || ' ' || o.family)) as name,
             coalesce(nullif(r.other_phone, ''),
                      (select f.e164 from patients.phone f
                        where f.practice_id = r.practice_id and f.patient_id = r.other_patient_id order by f.place limit 1)) as phone
        from patients.relation r
        left join patients.patient o on o.practice_id = r.practice_id and o.id = r.other_patient_id
       where r.practice_id = ${ctx.practice} and r.patient_id = any (${patients}::uuid[]) and r.ended_at is null
         and (r.may_hear <> 'nothing' or r.proxy)
       order by r.proxy desc, r.id`,
    row => row.patient,
  )
  const identifiers = await identifiersOf(ctx, patients)
  const bare = patients.filter(patient => !checking.veiled(patient))
  const toldAll = bare.filter(patient => (checking.check(patient)?.mayHear ?? 'everything') === 'everything')
  const open = await ctx.sql<Of<{ id: Id<'message'> }>>`
    select patient_id as patient, id from calls.message
     where practice_id = ${ctx.practice} and patient_id = any (${toldAll}::uuid[]) and finished_at is null
     order by due_at, id limit 100`
  const messages = Map.groupBy(
    await readMessages(
      ctx,
      open.map(row => row.id),
    ),
    line => line.patient?.patient as Id<'patient'>,
  )
  const visits = await visitsAround(ctx, bare)
  ctx.concerns([...patients, ...[...others.values()].flat().flatMap(row => (row.other ? [row.other] : []))])
  return rows.map(row => {
    const patient = row.patient as Id<'patient'>
    return {
      ...row,
      alerts: alerts.get(patient) ?? [],
      mayBeSpokenTo: others.get(patient) ?? [],
      identifiers: identifiers.get(patient) ?? [],
      needed: neededOf(checking.needed, identifiers.get(patient) ?? []),
      check: checking.check(patient),
      veiled: checking.veiled(patient),
      nextVisit: visits.get(patient)?.next ?? null,
      lastVisit: visits.get(patient)?.last ?? null,
      openMessages: messages.get(patient) ?? [],
    }
  })
}
