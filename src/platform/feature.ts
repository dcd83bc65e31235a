import type { z } from 'zod'
import type { CommandContract, Contract, QueryContract } from '../core/contract.ts'
import type { Id } from '../core/id.ts'
import type { RefusalType } from '../core/refusal.ts'
import type { App, Caller, Context } from './context.ts'

export type CommandOperation = {
  contract: CommandContract
  constraints: Readonly<Record<string, RefusalType>>
  run(ctx: Context, input: never): Promise<unknown>
}

export type QueryOperation = {
  contract: QueryContract
  run(ctx: Context, input: never): Promise<unknown>
}

/** What an operation before sign-in sees of the request, and what it may set in the answer. */
export type OpenRequest = {
  address: string
  agent: string
  requestId: string
  caller: Caller | null
  cookie(name: string): string | undefined
  setCookie(name: string, value: string, ask: { maxAgeSeconds: number }): void
  clearCookie(name: string): void
}

/** An operation that runs without a practice, before anybody is signed in; it opens its own transactions. */
export type OpenOperation = {
  contract: Contract
  open(app: App, input: never, request: OpenRequest): Promise<unknown>
}

export type Operation = CommandOperation | QueryOperation | OpenOperation

/** A job of the worker. Runs as the system in the practice of its payload; it may be run twice and must bear it. */
export type Job = {
  task: string
  run(ctx: Context, payload: Record<string, unknown>): Promise<void>
}

/** Reacts to another feature's event, after its commit, at least once. */
export type Subscription = {
  event: string
  task: string
  run(ctx: Context, facts: Record<string, unknown>): Promise<void>
}

/** How a feature's rows follow a patient when two records become one, and go back when that is undone.
 *  `carry` moves every row of `from` to `into` and returns what it moved; `giveBack` gets exactly that again. */
export type PatientCarrier = {
  name: string
  carry(ctx: Context, from: Id<'patient'>, into: Id<'patient'>): Promise<unknown>
  giveBack(ctx: Context, from: Id<'patient'>, into: Id<'patient'>, moved: never): Promise<void>
}

/** Work the worker does on its own every so often, for all practices; one process at a time does it. */
export type Chore = {
  name: string
  everySeconds: number
  run(app: App): Promise<void>
}

/** Everything a feature brings: its `routes.ts` exports one of these. */
export type Feature = {
  name: string
  operations: readonly Operation[]
  jobs?: readonly Job[]
  subscriptions?: readonly Subscription[]
  carriers?: readonly PatientCarrier[]
  chores?: readonly Chore[]
}

/** A command: contract, which database constraints mean which refusal, and the deed itself. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  contract: CommandContract<I, O>,
  deed: {
    constraints?: Readonly<Record<string, RefusalType>>
    run(ctx: Context, input: z.output<I>): Promise<z.input<O>>
  },
) {
  return { contract, constraints: deed.constraints ?? {}, run: deed.run }
}

/** A query: contract and the question. Every patient in the answer is to be named through ctx.concerns. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  contract: QueryContract<I, O>,
  run: (ctx: Context, input: z.output<I>) => Promise<z.input<O>>,
) {
  return { contract, run }
}

/** An operation for people who are not signed in yet. */
export function openOperation<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract & { input: I; output: O },
  open: (app: App, input: z.output<I>, request: OpenRequest) => Promise<z.input<O>>,
) {
  return { contract, open }
}
