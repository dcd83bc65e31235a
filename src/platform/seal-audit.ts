import type { Id } from '../core/id.ts'
import { anchorHeads, noteHead } from './audit-heads.ts'
import { chained, GENESIS, type SealedText } from './audit-line.ts'
import type { App } from './context.ts'
import { sqlOn } from './database.ts'
import { asSystem } from './transaction.ts'

const BATCH = 1000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Gives the lines that wait their places in their practices' chains. Commands only drop a line into the waiting list, so that this
 *  never slows them; a second later it is sealed. Run by the worker as a chore. */
export async function sealAudit(app: App): Promise<void> {
  const rows = await sqlOn(app.db.app)<{ practice: Id<'practice'> }>`
    select practice from platform.practices_to_seal() as practice`
  for (const { practice } of rows) {
    // As many batches as it takes, so that a burst (an import) is not sealed over an hour.
    for (let after: string | null = FIRST; after; ) after = await sealBatch(app, practice, after)
  }
  await anchorHeads(app)
}

/** Seals a batch of the waiting lines of one practice, oldest first; answers where the next batch starts, or null after the last. A
 *  waiting line that is gone is left waiting: it is missing, and the check must find it. */
async function sealBatch(app: App, practice: Id<'practice'>, after: string): Promise<string | null> {
  const sealed = await asSystem(app, practice, 'seal-audit', async ctx => {
    // Two sealers would take one place in the chain twice; the primary key would stop the second, this makes it wait.
    await ctx.sql`select pg_advisory_xact_lock(7103, hashtext(${practice}::text))`
    const waiting = await ctx.sql<{ id: string }>`
      select line_id as id from platform.audit_pending
       where practice_id = ${practice} and line_id > ${after} order by line_id limit ${BATCH}::int`
    const next = waiting.length === BATCH ? waiting.at(-1)!.id : null
    const lines = await ctx.sql<SealedText>`
      select id, at, actor_kind, actor_id, session_id, deed, outcome, refusal, patients::text[] as patients,
             subject::text as subject, why, request_id
        from platform.audit_line
       where practice_id = ${practice} and id = any (${waiting.map(line => line.id)}::uuid[])
       order by id`
    if (lines.length === 0) return { next, head: null }
    const [head] = await ctx.sql<{ seq: number; hash: Buffer }>`
      select seq, hash from platform.audit_seal where practice_id = ${practice} order by seq desc limit 1`
    const first = (head?.seq ?? 0) + 1
    let hash: Buffer = head?.hash ?? GENESIS
    const hashes = lines.map(line => {
      hash = chained(hash, practice, line)
      return hash
    })
    const ids = lines.map(line => line.id)
    await ctx.sql`
      insert into platform.audit_seal (practice_id, seq, line_id, hash, sealed_at)
      select ${practice}::uuid, ${first}::bigint + n - 1, line, hash, ${ctx.now.toString()}::timestamptz
        from unnest(${ids}::uuid[], ${hashes}::bytea[]) with ordinality as s(line, hash, n)`
    await ctx.sql`
      delete from platform.audit_pending where practice_id = ${practice} and line_id = any (${ids}::uuid[])`
    return { next, head: { seq: first + lines.length - 1, hash } }
  })
  if (sealed.head) noteHead(app, practice, sealed.head.seq, sealed.head.hash)
  return sealed.next
}
