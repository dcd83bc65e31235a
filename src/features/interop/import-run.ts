import { createHash } from 'node:crypto'
import { type Id, newId } from '../../core/id.ts'
import type { Reference } from '../../formats/fhir/datatypes.ts'
import type { JsonObject } from '../../formats/fhir/json-node.ts'
import type { ResourceData } from '../../formats/fhir/resources.ts'
import type { App, Context } from '../../platform/context.ts'
import type { ImportReport } from './import-report.ts'
import type { Remark } from './map-patient.ts'
import { meaningsOf, type Origin } from './source-key.ts'

/** One resource on its way in. */
export type Item = { file: string; path: string; origin: Origin; data: ResourceData; raw: JsonObject }

/** One import while it runs. */
export type Run = {
  id: Id<'import-run'>
  app: App
  practice: Id<'practice'>
  source: string
  report: ImportReport
  /** Hash of what was read under each key in this import: to tell a repetition from a contradiction. */
  seen: Map<string, string>
  /** Who is meant by a reference: keys over all files, and `file name + relative reference` within one. */
  known: Map<string, string>
  country: string
  zone: string
  today: string
}

/** What taking one item left to be noted once its transaction has committed. */
export type Noted = {
  ours: string | null
  remarks: Remark[]
  double: { chart: string; like: string[] } | null
  /** What this import may believe from now on, since the item's transaction has committed. */
  onceTaken: () => void
}

export const noted = (): Noted => ({ ours: null, remarks: [], double: null, onceTaken() {} })

/** Stable text of a value whatever the order of its keys, for comparing what two imports said. */
export function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`
  if (value && typeof value === 'object') {
    const parts = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${stable(inner)}`)
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

export const hashOf = (value: unknown): string => createHash('sha256').update(stable(value)).digest('hex')

export type SourceRecord = { ours: string; mapped: Record<string, unknown>; hash: string }

/** What is known of a record of theirs from an import before. */
export async function knownSource(ctx: Context, type: string, key: string): Promise<SourceRecord | null> {
  const [row] = await ctx.sql<SourceRecord>`
    select our_id as ours, mapped, encode(hash, 'hex') as hash from interop.source_record
     where practice_id = ${ctx.practice} and resource_type = ${type} and source_key = ${key}`
  return row ?? null
}

/** Notes that a record of theirs is this one of ours, and what it said. */
export async function rememberSource(
  ctx: Context,
  record: { type: string; key: string; ours: string; mapped: unknown; hash: string },
): Promise<void> {
  const now = ctx.now.toString()
  await ctx.sql`
    insert into interop.source_record (practice_id, id, resource_type, source_key, our_id, mapped, hash, first_seen_at, changed_at)
    values (${ctx.practice}, ${newId()}, ${record.type}, ${record.key}, ${record.ours}, ${JSON.stringify(record.mapped)}::jsonb,
            decode(${record.hash}, 'hex'), ${now}, ${now})
    on conflict on constraint source_record_once do update
       set mapped = excluded.mapped, hash = excluded.hash, changed_at = excluded.changed_at, our_id = excluded.our_id`
}

/** Ours that a reference means: in this import's files first, then among what earlier imports brought. Null: nobody knows. */
export async function resolve(
  ctx: Context,
  run: Run,
  item: Pick<Item, 'file' | 'origin'>,
  reference: Reference | null,
  type: string,
): Promise<string | null> {
  if (!reference) return null
  const meanings = meaningsOf(reference, type, item.origin)
  for (const meaning of meanings) {
    const found = run.known.get(`${item.file}\n${meaning}`) ?? run.known.get(meaning)
    if (found) return found
  }
  if (meanings.length === 0) return null
  const [row] = await ctx.sql<{ ours: string }>`
    select s.our_id as ours from unnest(${meanings}::text[]) with ordinality as m(meaning, place)
      join interop.source_record s on s.practice_id = ${ctx.practice} and s.resource_type = ${type} and s.source_key = m.meaning
     order by m.place limit 1`
  return row?.ours ?? null
}

/** The patient who stands for this one now: the survivor, if the record was merged since. */
export async function presentPatient(ctx: Context, patient: string): Promise<Id<'patient'> | null> {
  const [row] = await ctx.sql<{ id: Id<'patient'> }>`
    select coalesce(merged_into, id) as id from patients.patient where practice_id = ${ctx.practice} and id = ${patient}`
  return row?.id ?? null
}
