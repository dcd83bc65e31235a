import type { z } from 'zod'
import type { Facts, RefusalType } from './refusal.ts'

/** The roles every practice starts with; what each may do is data, and may be changed by the practice. */
export type RoleKey = 'secretary' | 'biller' | 'provider' | 'manager' | 'privacy-officer'

type Shared<I extends z.ZodType, O extends z.ZodType> = {
  /** '<feature>.<kebab-name>': also the permission, the audit line, the route /api/<feature>/<name> and the OpenAPI id. */
  name: string
  /** One sentence for the reader of the API. */
  summary: string
  input: I
  output: O
  refusals?: readonly RefusalType[]
  /** Built-in roles that hold this permission from the start. */
  roles?: readonly RoleKey[]
  /** 'nobody' opens the route to the world (sign-in); 'anybody' to every signed-in person; default: who holds the permission. */
  open?: 'nobody' | 'anybody'
  /** True if a password or token travels in or out: nothing of it may be kept under an idempotency key, so keys are not honoured. */
  secret?: boolean
  /** The longest body it takes, in bytes, where a megabyte is too little: files. */
  mostBytes?: number
}

export type CommandContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Shared<I, O> & {
  kind: 'command'
}

export type QueryContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Shared<I, O> & {
  kind: 'query'
  /** Events after which a browser that shows this answer must ask again. */
  refreshedBy?: readonly string[]
}

export type Contract = CommandContract | QueryContract

/** Describes a command: something that changes the practice. Runs in the browser and the server alike. */
export function commandContract<I extends z.ZodType, O extends z.ZodType>(parts: Shared<I, O>): CommandContract<I, O> {
  return { kind: 'command', ...parts }
}

/** Describes a query: a question that changes nothing but the audit trail. Inputs travel in the query string as JSON-typed text. */
export function queryContract<I extends z.ZodType, O extends z.ZodType>(
  parts: Shared<I, O> & { refreshedBy?: readonly string[] },
): QueryContract<I, O> {
  return { kind: 'query', ...parts }
}

export type InputOf<C extends Contract> = z.input<C['input']>
export type OutputOf<C extends Contract> = z.output<C['output']>

/** The body of a refusal on the wire: problem+json (RFC 9457) with our code, kind and facts. */
export type Problem = {
  type: string
  title: string
  status: number
  code: string
  kind: string
  facts: Facts
}

/** Route of a contract: schedule.book-appointment -> /api/schedule/book-appointment. */
export const routeOf = (contract: Contract): string => `/api/${contract.name.replace('.', '/')}`
