import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import { newId } from '../../core/id.ts'
import { plainName } from '../../core/names.ts'
import { invalidInput, notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import type { changePatient } from './contract-record.ts'
import { mergedAway } from './contract-refusals.ts'
import type { Place } from './place.ts'

type Changes = z.output<typeof changePatient.input>['changes']

/** Everything about a patient that is one value: what stands in patients.patient and may be changed. */
export type RecordFields = Required<Omit<Changes, 'phones' | 'addresses' | 'identifiers'>>
export type FieldName = keyof RecordFields

export type PatientRecord = {
  id: Id<'patient'>
  chart: string
  version: number
  mergedInto: Id<'patient'> | null
  fields: RecordFields
}

type Stored = RecordFields & Omit<PatientRecord, 'fields'>

/** Reads a patient and keeps others from changing it until the commit. Refuses as missing what is not in this practice. */
export async function lockRecord(ctx: Context, patient: Id<'patient'>): Promise<PatientRecord> {
  const [row] = await ctx.sql<Stored>`
    select id, chart_number as chart, version, merged_into as "mergedInto", family, given, middle, suffix, preferred_name as preferred,
           former_family as "formerFamily", birth_date as "birthDate", sex, pronouns, language, interpreter_needed as "interpreterNeeded",
           interpreter_language as "interpreterLanguage", email, preferred_channel as "preferredChannel", may_text as "mayText",
           may_email as "mayEmail", may_leave_message as "mayLeaveMessage", note, deceased_on as "deceasedOn"
      from patients.patient where practice_id = ${ctx.practice} and id = ${patient} for update`
  if (!row) throw notFound({ what: 'patient' })
  const { id, chart, version, mergedInto, ...fields } = row
  return { id, chart, version, mergedInto, fields }
}

/** As lockRecord, and refuses a record that was merged away, naming the survivor. */
export async function lockActiveRecord(ctx: Context, patient: Id<'patient'>): Promise<PatientRecord> {
  const record = await lockRecord(ctx, patient)
  if (record.mergedInto) throw mergedAway({ survivor: record.mergedInto })
  return record
}

/** Writes a locked record whole, under its next version. */
export async function writeRecord(
  ctx: Context,
  patient: Id<'patient'>,
  version: number,
  fields: RecordFields,
): Promise<void> {
  await ctx.sql`
    update patients.patient set
           version = ${version}, family = ${fields.family}, given = ${fields.given}, middle = ${fields.middle}, suffix = ${fields.suffix},
           preferred_name = ${fields.preferred}, former_family = ${fields.formerFamily}, birth_date = ${fields.birthDate}, sex = ${fields.sex},
           pronouns = ${fields.pronouns}, language = ${fields.language}, interpreter_needed = ${fields.interpreterNeeded},
           interpreter_language = ${fields.interpreterLanguage}, email = ${fields.email}, preferred_channel = ${fields.preferredChannel},
           may_text = ${fields.mayText}, may_email = ${fields.mayEmail}, may_leave_message = ${fields.mayLeaveMessage}, note = ${fields.note},
           deceased_on = ${fields.deceasedOn}, family_n = ${plainName(fields.family)}, given_n = ${plainName(fields.given)},
           email_n = ${fields.email.toLowerCase()}
     where practice_id = ${ctx.practice} and id = ${patient}`
}

export type FieldChange = { field: string; before: unknown; after: unknown }
export type Because = 'registered' | 'changed' | 'merged' | 'merge-undone'

/** Adds lines to the patient's history, in the caller's name. */
export async function noteChanges(
  ctx: Context,
  patient: Id<'patient'>,
  version: number,
  because: Because,
  changes: readonly FieldChange[],
): Promise<void> {
  if (changes.length === 0) return
  const json = (value: unknown) => JSON.stringify(value ?? null)
  await ctx.sql`
    insert into patients.change (practice_id, id, patient_id, version, at, by_staff, by_name, because, field, before, after)
    select ${ctx.practice}::uuid, c.id, ${patient}::uuid, ${version}::int, ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid,
           ${ctx.caller.name}::text, ${because}::text, c.field, c.before::jsonb, c.after::jsonb
      from unnest(${changes.map(() => newId(ctx.now.epochMilliseconds))}::uuid[], ${changes.map(c => c.field)}::text[],
                  ${changes.map(c => json(c.before))}::text[], ${changes.map(c => json(c.after))}::text[]) as c(id, field, before, after)`
}

/** Counts one change of something around the record (an alert, a relation) and notes it. Refuses missing and merged-away patients. */
export async function noteAround(ctx: Context, patient: Id<'patient'>, change: FieldChange): Promise<void> {
  const [row] = await ctx.sql<{ version: number; merged_into: string | null }>`
    update patients.patient set version = version + 1 where practice_id = ${ctx.practice} and id = ${patient} returning version, merged_into`
  if (!row) throw notFound({ what: 'patient' })
  if (row.merged_into) throw mergedAway({ survivor: row.merged_into })
  await noteChanges(ctx, patient, row.version, 'changed', [change])
  ctx.concerns([patient])
  ctx.emit('patients.patient-changed', { patient })
}

/** Refuses days that cannot be: born or dead in the future, dead before birth, older than anybody. `at` is where the fields stand in the input. */
export function checkDays(fields: Pick<RecordFields, 'birthDate' | 'deceasedOn'>, place: Place, at = ''): void {
  const wrong = (field: string, message: string) =>
    invalidInput({ fields: [{ path: `${at}${field}`, message, code: 'custom' }] })
  const { birthDate, deceasedOn } = fields
  if (birthDate && birthDate > place.today) throw wrong('birthDate', 'must not be in the future')
  if (birthDate && Number(birthDate.slice(0, 4)) < Number(place.today.slice(0, 4)) - 130)
    throw wrong('birthDate', 'must not be more than 130 years ago')
  if (deceasedOn && deceasedOn > place.today) throw wrong('deceasedOn', 'must not be in the future')
  if (deceasedOn && birthDate && deceasedOn < birthDate) throw wrong('deceasedOn', 'must not be before the birth date')
}
