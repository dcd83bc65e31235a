import { newId } from '../../core/id.ts'
import type { CoverageData } from '../../formats/fhir/resources.ts'
import type { Context } from '../../platform/context.ts'
import type { Outcome } from './import-report.ts'
import { hashOf, type Item, type Noted, presentPatient, type Run, resolve } from './import-run.ts'
import { sourceKey } from './source-key.ts'

/** Contained coverages kept by a transaction that may still fail. */
const inThisTransaction = new WeakMap<Context, Set<string>>()

/** Keeps a coverage as it came, with the patient it covers, until insurance can read it. One that travels inside a claim has an id only
 *  there: it is kept once a patient and payer, however many claims repeat it. */
export async function keepCoverage(
  ctx: Context,
  run: Run,
  item: Item,
  note: Noted,
  contained: boolean,
): Promise<Outcome> {
  const data = item.data as CoverageData
  const referred = await resolve(ctx, run, item, data.beneficiary, 'Patient')
  const patient = referred && (await presentPatient(ctx, referred))
  if (!patient) {
    return {
      state: 'quarantined',
      code: 'unknown-reference',
      message: 'covers a patient who is nowhere in these files',
      path: `${item.path}.beneficiary`,
    }
  }
  const body = JSON.stringify(data.raw)
  if (/\\u(0000|[dD][89a-fA-F])/.test(body)) {
    return {
      state: 'quarantined',
      code: 'bad-value',
      message: 'holds a character that cannot be stored',
      path: item.path,
    }
  }
  const hash = hashOf(data.raw)
  const key = contained
    ? `${referred}#coverage:${(data.payor ?? 'unnamed').slice(0, 300)}`
    : (sourceKey(item.origin) ?? `content:${hash}`)
  ctx.concerns([patient])
  if (contained) {
    const here = inThisTransaction.get(ctx) ?? new Set()
    if (here.has(key) || run.seen.has(`contained ${key}`)) return { state: 'repeated' }
    inThisTransaction.set(ctx, here.add(key))
    note.onceTaken = () => run.seen.set(`contained ${key}`, hash)
  }
  const [row] = await ctx.sql<{ id: string; before: string | null }>`
    with held as (
      select id, encode(hash, 'hex') as hash from interop.kept_resource
       where practice_id = ${ctx.practice} and resource_type = 'Coverage' and source_key = ${key}
    )
    insert into interop.kept_resource (practice_id, id, resource_type, source_key, patient_id, body, hash, kept_at)
    values (${ctx.practice}, ${newId()}, 'Coverage', ${key}, ${patient}, ${body}::jsonb, decode(${hash}, 'hex'), ${ctx.now.toString()})
    on conflict on constraint kept_resource_once do update
       set body = excluded.body, hash = excluded.hash, kept_at = case when interop.kept_resource.hash = excluded.hash then interop.kept_resource.kept_at else excluded.kept_at end
    returning id, (select hash from held) as before`
  note.ours = row!.id
  if (row!.before === null) return { state: 'new' }
  return { state: row!.before === hash ? 'unchanged' : 'updated' }
}
