import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import { addressesOf } from './addresses.ts'
import { guarantorOf, relationsOf } from './around.ts'
import * as contract from './contract.ts'
import { identifiersOf } from './identifiers.ts'
import { changesOf } from './patient-history.ts'
import { lineOf, patientRows } from './patient-row.ts'
import { phonesOf } from './phones.ts'
import { placeOf } from './place.ts'

const recentMarks = 8

type Rest = {
  version: number
  formerFamily: string
  language: string
  interpreterNeeded: boolean
  interpreterLanguage: string
  email: string
  preferredChannel: 'phone' | 'text' | 'email' | 'mail' | 'portal' | null
  mayText: boolean | null
  mayEmail: boolean | null
  mayLeaveMessage: boolean | null
  note: string
  deceasedOn: string | null
  registeredAt: string
}

/** Everything the desk may see of one patient. A merged-away record is still readable, and tells who survives it. */
export const patientCard = query(contract.patientCard, async (ctx, input) => {
  const { patient } = input
  const [rest] = await ctx.sql<Rest>`
    select version, former_family as "formerFamily", language, interpreter_needed as "interpreterNeeded",
           interpreter_language as "interpreterLanguage", email, preferred_channel as "preferredChannel", may_text as "mayText",
           may_email as "mayEmail", may_leave_message as "mayLeaveMessage", note, deceased_on as "deceasedOn", registered_at as "registeredAt"
      from patients.patient where practice_id = ${ctx.practice} and id = ${patient}`
  if (!rest) throw notFound({ what: 'patient' })
  const { today } = await placeOf(ctx)
  const row = (await patientRows(ctx, [patient])).get(patient)!
  const addresses = await addressesOf(ctx, patient)
  const { relations, relatedTo } = await relationsOf(ctx, patient)
  const guarantor = await guarantorOf(ctx, patient)
  const shown = [...relations, ...relatedTo, guarantor].map(one => one.patient).filter(id => id !== null)
  ctx.concerns([patient, ...shown] as Id<'patient'>[])
  return {
    ...lineOf(row, today),
    ...rest,
    mergedInto: row.mergedInto,
    phones: await phonesOf(ctx, patient),
    addresses: addresses.filter(address => address.endedOn === null),
    formerAddresses: addresses.filter(address => address.endedOn !== null),
    identifiers: await identifiersOf(ctx, patient),
    alerts: await alertsOf(ctx, patient, today),
    relations,
    relatedTo,
    guarantor,
    formerCharts: (await chartsMergedInto(ctx, patient)).map(merged => merged.chart),
    recent: await changesOf(ctx, patient, recentMarks),
  }
})

type Alert = {
  alert: Id<'alert'>
  kind: 'safety' | 'allergy' | 'access' | 'billing' | 'privacy' | 'courtesy' | 'other'
  text: string
  startsOn: string
  endsOn: string | null
  by: string
}

/** Alerts that hold on this day ('YYYY-MM-DD'), what concerns safety first. */
async function alertsOf(ctx: Context, patient: Id<'patient'>, today: string): Promise<Alert[]> {
  return ctx.sql<Alert>`
    select a.id as alert, a.kind, a.text, a.starts_on as "startsOn", a.ends_on as "endsOn", coalesce(s.name, '') as by
      from patients.alert a left join practice.staff s on s.practice_id = a.practice_id and s.id = a.added_by
     where a.practice_id = ${ctx.practice} and a.patient_id = ${patient} and a.ended_at is null
       and a.starts_on <= ${today}::date and (a.ends_on is null or a.ends_on >= ${today}::date)
     order by array_position(array['safety', 'allergy', 'privacy', 'access', 'courtesy', 'billing', 'other'], a.kind), a.id`
}

async function chartsMergedInto(ctx: Context, patient: Id<'patient'>): Promise<{ chart: string }[]> {
  return ctx.sql<{ chart: string }>`
    select chart_number as chart from patients.patient where practice_id = ${ctx.practice} and merged_into = ${patient} order by chart_number`
}
