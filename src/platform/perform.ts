import { createHash } from 'node:crypto'
import type pg from 'pg'
import { invalidInput, keyReused, notAllowed, Refusal } from '../core/refusal.ts'
import type { App, Caller } from './context.ts'
import type { CommandOperation, QueryOperation } from './feature.ts'
import {
  auditLine,
  begin,
  finish,
  isRetryable,
  type KeyClaim,
  makeContext,
  makeNotes,
  refusalFor,
} from './transaction.ts'

export type Asked = {
  caller: Caller
  input: unknown
  requestId: string
  /** Idempotency key: the same key and body give the same answer, the same key with another body is refused. */
  key?: string | undefined
  /** Why a record is opened, if the asker said so. */
  why?: string | undefined
}

const TRIES = 6

/** Stable text of a JSON value, whatever the order its keys came in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') {
    const parts = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** Parses an input by its schema, or refuses with the path and reason of every guilty field. */
export function parsedInput(schema: CommandOperation['contract']['input'], input: unknown): unknown {
  const parsed = schema.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  throw invalidInput({
    fields: parsed.error.issues
      .slice(0, 50)
      .map(issue => ({ path: issue.path.join('.'), message: issue.message, code: issue.code })),
  })
}

const permitted = (caller: Caller, operation: CommandOperation | QueryOperation) =>
  operation.contract.open === 'anybody' ||
  caller.permissions === 'all' ||
  caller.permissions.has(operation.contract.name)

const wait = (ms: number) => new Promise(done => setTimeout(done, ms))

/** Runs a command or query for a caller: the only door to the features. Answers what the contract's output names, or throws a Refusal. */
export async function perform(app: App, operation: CommandOperation | QueryOperation, asked: Asked): Promise<unknown> {
  const { contract } = operation
  try {
    if (!permitted(asked.caller, operation)) throw notAllowed({ permission: contract.name })
    const input = parsedInput(contract.input, asked.input)
    const answer = await tryRepeatedly(app, operation, input, asked)
    return contract.output.parse(answer)
  } catch (error) {
    const known = refusalFor(error, 'constraints' in operation ? operation.constraints : {})
    if (known instanceof Refusal && (known.kind === 'denied' || known.kind === 'missing')) {
      await noteRefusal(app, contract.name, asked, known).catch(failure =>
        app.log.error('audit.refusal-not-written', failure),
      )
    }
    throw known
  }
}

async function tryRepeatedly(
  app: App,
  operation: CommandOperation | QueryOperation,
  input: unknown,
  asked: Asked,
): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(app, operation, input, asked)
    } catch (error) {
      if (!isRetryable(error) || attempt >= TRIES) throw error
      await wait(5 * 2 ** attempt * (0.5 + Math.random()))
    }
  }
}

async function once(
  app: App,
  operation: CommandOperation | QueryOperation,
  input: unknown,
  asked: Asked,
): Promise<unknown> {
  const { caller } = asked
  const isCommand = operation.contract.kind === 'command'
  const client = await app.db.app.connect()
  let broken: Error | undefined
  let opened: Promise<boolean> | undefined
  const claim: KeyClaim | null =
    isCommand && asked.key && !operation.contract.secret
      ? {
          actor: caller.staff ?? caller.practice,
          key: asked.key,
          command: operation.contract.name,
          bodyHash: createHash('sha256')
            .update(canonical(asked.input ?? {}))
            .digest('hex'),
        }
      : null
  try {
    const notes = makeNotes()
    const steadyPlans = 'steadyPlans' in operation && operation.steadyPlans
    opened = begin(client, caller.practice, claim, app.clock.now().toString(), steadyPlans)
    // The first statement goes out with the opening: nothing that was read is seen before it is known that the deed is still to be done.
    const mine = opened.then(isMine => {
      if (!isMine) throw new AnsweredBefore()
    })
    mine.catch(() => {})
    const ctx = makeContext(app, caller, client, asked.requestId, notes, mine)
    const answer = await operation.run(ctx, input as never)
    await mine
    if (isCommand || notes.patients.size > 0) {
      notes.ending.line = auditLine(ctx, operation.contract.name, notes, 'done', asked.why ?? null)
    }
    await finish(client, notes.ending, claim ? { key: claim.key, key_actor: claim.actor, answer } : undefined)
    return answer
  } catch (error) {
    const isMine = await opened?.catch(() => true)
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    if (claim && isMine === false) return await storedAnswer(client, caller.practice, claim, app.clock.now().toString())
    throw error
  } finally {
    client.release(broken)
  }
}

/** Breaks off a deed whose key has its answer already. */
class AnsweredBefore extends Error {}

/** What this key was answered before. The claim has waited for its twin, so the row is complete. */
async function storedAnswer(client: pg.ClientBase, practice: string, claim: KeyClaim, now: string): Promise<unknown> {
  await begin(client, practice, null, now)
  const { rows } = await client.query<{ same: boolean; answer: unknown }>({
    name: 'platform-stored-answer',
    text: `select command = $4 and body_hash = decode($5, 'hex') as same, answer
             from platform.idempotency where practice_id = $1 and actor_id = $2 and key = $3`,
    values: [practice, claim.actor, claim.key, claim.command, claim.bodyHash],
  })
  await client.query('commit')
  if (!rows[0]?.same) throw keyReused()
  return rows[0].answer
}

/** A refused look or deed leaves a line as well; the deed's own transaction is gone, so this is its own. */
async function noteRefusal(app: App, deed: string, asked: Asked, refused: Refusal): Promise<void> {
  const client = await app.db.app.connect()
  try {
    const notes = makeNotes()
    const ctx = makeContext(app, asked.caller, client, asked.requestId, notes)
    await begin(client, asked.caller.practice, null, ctx.now.toString())
    await finish(client, {
      line: auditLine(ctx, deed, notes, 'refused', asked.why ?? null, refused.code),
      events: [],
      heard: [],
      jobs: [],
    })
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
