import pg from 'pg'
import { isUuid, newId } from '../core/id.ts'
import { type Facts, Refusal, type RefusalType, tooBusy } from '../core/refusal.ts'
import type { App, Caller, Context } from './context.ts'
import { sqlOn } from './database.ts'

const quoted = (text: string) => pg.escapeLiteral(text)

/** What is written in one round trip when a deed ends. */
export type Ending = {
  line?: Record<string, unknown>
  events: { name: string; facts: Facts; at: string }[]
  /** Names of those of them that somebody subscribes to: the worker makes their jobs. */
  heard: string[]
  jobs: { task: string; payload: Record<string, unknown>; run_at: string | null; key: string | null }[]
}

export type Notes = { patients: Set<string>; subject: Record<string, unknown>; ending: Ending }

export type KeyClaim = { actor: string; key: string; command: string; bodyHash: string }

/** True for failures that another try may cure: serialization, deadlock, lock timeout. */
export const isRetryable = (error: unknown) =>
  error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01' || error.code === '55P03')

const gone = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006', '08001', '25006', '53300', '57014'])

/** True when the database could not be reached or went away in mid-air: the outcome may be unknown. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return gone.has(error.code ?? '')
  const code = (error as { code?: string } | null)?.code ?? ''
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(
      String((error as Error)?.message),
    )
  )
}

export function makeNotes(): Notes {
  return { patients: new Set(), subject: {}, ending: { events: [], heard: [], jobs: [] } }
}

/** What a deed has at hand. `opened`, if given, is settled when its transaction is open: what is read waits for that. */
export function makeContext(
  app: App,
  caller: Caller,
  client: pg.ClientBase,
  requestId: string,
  notes: Notes,
  opened?: Promise<unknown>,
): Context {
  const now = app.clock.now()
  return {
    app,
    caller,
    practice: caller.practice,
    now,
    sql: sqlOn(client, opened),
    requestId,
    concerns(patients, subject) {
      for (const patient of patients) notes.patients.add(patient)
      if (subject) Object.assign(notes.subject, subject)
    },
    emit(name, facts) {
      notes.ending.events.push({ name, facts, at: now.toString() })
      if (app.subscribed.has(name)) notes.ending.heard.push(name)
    },
    later(task, payload, ask) {
      notes.ending.jobs.push({
        task,
        payload: { practice: caller.practice, ...payload },
        run_at: ask?.at?.toString() ?? null,
        key: ask?.key ?? null,
      })
    },
    may: permission => caller.permissions === 'all' || caller.permissions.has(permission),
  }
}

/** The audit line of a deed, as platform.finish takes it. */
export function auditLine(
  ctx: Context,
  deed: string,
  notes: Notes,
  outcome: 'done' | 'refused',
  why: string | null,
  code?: string,
) {
  return {
    id: newId(Number(ctx.now.epochMilliseconds)),
    at: ctx.now.toString(),
    actor_kind: ctx.caller.kind,
    actor_id: ctx.caller.staff,
    session_id: ctx.caller.session,
    deed,
    outcome,
    refusal: code ?? null,
    patients: [...notes.patients],
    subject: notes.subject,
    why,
    request_id: ctx.requestId,
  }
}

/** Opens a transaction in one practice. The practice and the hour (for what the database itself judges by time) are set for this transaction
 *  alone; the key, if any, is claimed first, so that
 *  a twin request waits here until its twin has committed. Resolves to false if somebody has that key already. */
export async function begin(
  client: pg.ClientBase,
  practice: string,
  claim: KeyClaim | null,
  now: string,
  steadyPlans = false,
): Promise<boolean> {
  if (!isUuid(practice)) throw new TypeError('practice must be a UUID')
  let text = `begin; select set_config('anteroom.practice', '${practice}', true), set_config('anteroom.now', ${quoted(now)}, true)`
  if (steadyPlans) text += `; set local plan_cache_mode = force_generic_plan`
  if (claim) {
    text += `; insert into platform.idempotency (practice_id, actor_id, key, command, body_hash, at) values ('${practice}', ${quoted(claim.actor)}, ${quoted(claim.key)}, ${quoted(claim.command)}, decode(${quoted(claim.bodyHash)}, 'hex'), ${quoted(now)}) on conflict do nothing`
  }
  const results = (await client.query(text)) as unknown as pg.QueryResult[]
  return !claim || results.at(-1)!.rowCount === 1
}

/** Translates a constraint the command has declared; anything else stays what it is: a bug, or a busy database. */
export function refusalFor(error: unknown, constraints: Readonly<Record<string, RefusalType>>): unknown {
  if (error instanceof Refusal) return error
  if (error instanceof pg.DatabaseError && error.constraint && Object.hasOwn(constraints, error.constraint)) {
    return constraints[error.constraint]!()
  }
  if (isRetryable(error) || isUnreachable(error)) return tooBusy({ retryAfterSeconds: 1 })
  return error
}

/** Runs something as the system in one practice, in a transaction of its own: jobs and chores. Events and jobs are kept, and a line is written if patients were named. */
export async function asSystem<T>(
  app: App,
  practice: Caller['practice'],
  deed: string,
  run: (ctx: Context) => Promise<T>,
): Promise<T> {
  const caller: Caller = { practice, kind: 'system', staff: null, session: null, name: 'Anteroom', permissions: 'all' }
  return inTransaction(app, caller, `job-${newId()}`, async (ctx, notes) => {
    const answer = await run(ctx)
    if (notes.patients.size > 0) notes.ending.line = auditLine(ctx, deed, notes, 'done', null)
    return answer
  })
}

/** One transaction from begin to commit, ending with what the notes gathered. No retries: the caller knows whether it may be run twice. */
export async function inTransaction<T>(
  app: App,
  caller: Caller,
  requestId: string,
  run: (ctx: Context, notes: Notes) => Promise<T>,
): Promise<T> {
  const client = await app.db.app.connect()
  let broken: Error | undefined
  try {
    const notes = makeNotes()
    const ctx = makeContext(app, caller, client, requestId, notes)
    await begin(client, caller.practice, null, ctx.now.toString())
    const answer = await run(ctx, notes)
    await finish(client, notes.ending)
    return answer
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Writes the ending, if there is anything to write, and commits: one message, so that a deed waits for the database once less. */
export async function finish(
  client: pg.ClientBase,
  ending: Ending,
  key?: { key: string; key_actor: string; answer: unknown },
): Promise<void> {
  const empty = !ending.line && ending.events.length === 0 && ending.jobs.length === 0 && !key
  const written = empty ? '' : `select platform.finish(${quoted(JSON.stringify({ ...ending, ...key }))}::jsonb); `
  await client.query(`${written}commit`)
}
