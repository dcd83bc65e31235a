import type { Id } from '../core/id.ts'
import { type Heads, readHeads } from './audit-heads.ts'
import { chained, GENESIS, type SealedText } from './audit-line.ts'
import type { App, Context } from './context.ts'
import { type Sql, sqlOn } from './database.ts'
import { asSystem } from './transaction.ts'

/** What is wrong with a chain, at its first place: a line that was changed, is gone, or stands where another belongs; an end that was
 *  cut off; a line that nobody has sealed for more than a minute. */
export type AuditTrouble = {
  kind: 'altered' | 'missing' | 'reordered' | 'cut-off' | 'overdue'
  /** Place in the chain, where there is one. */
  seq: number | null
  /** Id of the line, where it is known. */
  line: string | null
}

export type AuditCheck = {
  practice: Id<'practice'>
  sound: boolean
  /** Lines sealed and looked at. */
  lines: number
  unsealed: number
  /** Unsealed for more than a minute. */
  overdue: number
  trouble: AuditTrouble | null
}

type Link = { seq: number; line_id: string; hash: Buffer; line: SealedText | null }

const PAGE = 2000

/** Checks the chains of every practice, or of one, and names the first trouble of each. Reads them page by page: memory does not grow. */
export async function verifyAudit(app: App, only?: Id<'practice'>): Promise<AuditCheck[]> {
  const heads = await readHeads(app.dataFolder, only)
  const rows = await sqlOn(app.db.owner)<{ practice: Id<'practice'> }>`
    select practice_id as practice from practice.practice
     where ${only ?? null}::uuid is null or practice_id = ${only ?? null}::uuid order by practice_id`
  // A practice that is gone altogether still has its heads.
  const practices = new Set([...rows.map(row => row.practice), ...(heads.keys() as Iterable<Id<'practice'>>)])
  const checks: AuditCheck[] = []
  for (const practice of practices) {
    checks.push(await asSystem(app, practice, 'verify-audit', ctx => verifyPractice(ctx.sql, practice, heads, ctx.now)))
  }
  return checks
}

/** Checks the chain of the practice that asks. */
export async function checkAudit(ctx: Context): Promise<AuditCheck> {
  const heads = await readHeads(ctx.app.dataFolder, ctx.practice)
  return verifyPractice(ctx.sql, ctx.practice, heads, ctx.now)
}

async function verifyPractice(
  sql: Sql,
  practice: Id<'practice'>,
  heads: Heads,
  now: Temporal.Instant,
): Promise<AuditCheck> {
  const anchors = heads.get(practice) ?? new Map<number, string>()
  const { lines, trouble } = await walk(sql, practice, anchors)
  // `except` is hashed or sorted whatever the planner believes of the tables' sizes; `not exists` went quadratic on fresh statistics.
  const [left] = await sql<{ unsealed: number; overdue: number; oldest: string | null; gone: string | null }>`
    with unsealed as materialized (
      select id from platform.audit_line where practice_id = ${practice}
      except select line_id from platform.audit_seal where practice_id = ${practice}
    )
    select count(*) as unsealed,
           count(*) filter (where l.at < ${now.subtract({ minutes: 1 }).toString()}::timestamptz) as overdue,
           (array_agg(l.id order by l.at, l.id))[1] as oldest,
           (select p.line_id from platform.audit_pending p
             where p.practice_id = ${practice}
               and not exists (select from platform.audit_line m where m.practice_id = p.practice_id and m.id = p.line_id)
             order by p.line_id limit 1) as gone
      from platform.audit_line l
     where l.practice_id = ${practice} and l.id in (select id from unsealed)`
  const { unsealed, overdue, oldest, gone } = left!
  const found =
    trouble ??
    cutOff(lines, anchors) ??
    (gone ? ({ kind: 'missing', seq: null, line: gone } as const) : null) ??
    (overdue > 0 ? ({ kind: 'overdue', seq: null, line: oldest } as const) : null)
  return { practice, sound: !found, lines, unsealed, overdue, trouble: found }
}

/** A head noted outside lies beyond the last line: what stood there was taken away with everything that pointed to it. */
function cutOff(last: number, anchors: Map<number, string>): AuditTrouble | null {
  for (const seq of anchors.keys()) if (seq > last) return { kind: 'cut-off', seq: last + 1, line: null }
  return null
}

async function walk(
  sql: Sql,
  practice: Id<'practice'>,
  anchors: Map<number, string>,
): Promise<{ lines: number; trouble: AuditTrouble | null }> {
  let before: Buffer = GENESIS
  let seq = 0
  for (;;) {
    const links = await page(sql, practice, seq)
    for (const link of links) {
      const place = seq + 1
      const stop = (kind: AuditTrouble['kind'], line: string | null) => ({
        lines: seq,
        trouble: { kind, seq: place, line },
      })
      if (link.seq !== place) return stop('missing', null)
      if (!link.line) return stop('missing', link.line_id)
      if (!chained(before, practice, link.line).equals(link.hash)) {
        return stop((await standsElsewhere(sql, practice, before, link)) ? 'reordered' : 'altered', link.line_id)
      }
      // The whole chain may have been reckoned anew over a changed line; the heads outside have not.
      const anchor = anchors.get(place)
      if (anchor && anchor !== link.hash.toString('hex')) return stop('altered', link.line_id)
      before = link.hash
      seq = place
    }
    if (links.length < PAGE) return { lines: seq, trouble: null }
  }
}

/** A page of the chain with its lines. Two statements, not a join: on fresh statistics the planner took a nested loop over both. */
async function page(sql: Sql, practice: Id<'practice'>, after: number): Promise<Link[]> {
  const seals = await sql<{ seq: number; line_id: string; hash: Buffer }>`
    select seq, line_id, hash from platform.audit_seal
     where practice_id = ${practice} and seq > ${after} order by seq limit ${PAGE}::int`
  const lines = await sql<SealedText>`
    select id, at, actor_kind, actor_id, session_id, deed, outcome, refusal, patients::text[] as patients,
           subject::text as subject, why, request_id
      from platform.audit_line
     where practice_id = ${practice} and id = any (${seals.map(seal => seal.line_id)}::uuid[])`
  const byId = new Map(lines.map(line => [line.id, line]))
  return seals.map(seal => ({ ...seal, line: byId.get(seal.line_id) ?? null }))
}

/** Whether a later line is the one that belongs where this one stands: then two were swapped, and nothing was rewritten. */
async function standsElsewhere(sql: Sql, practice: Id<'practice'>, before: Buffer, wrong: Link): Promise<boolean> {
  let after = wrong.seq
  for (;;) {
    const links = await page(sql, practice, after)
    for (const link of links) {
      after = link.seq
      if (!link.line) continue
      const here = chained(before, practice, link.line)
      if (here.equals(wrong.hash) || here.equals(link.hash)) return true
    }
    if (links.length < PAGE) return false
  }
}
