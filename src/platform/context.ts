import type { CommandContract, Contract, QueryContract } from '../core/contract.ts'
import type { Id } from '../core/id.ts'
import type { RefusalType } from '../core/refusal.ts'
import type { Clock } from './clock.ts'
import type { Database, Sql } from './database.ts'
import type { Log } from './log.ts'
import type { Outside } from './outside.ts'

/** Who asks: a person in a browser, a script with a token, the operator at the machine, or the program itself. */
export type Caller = {
  practice: Id<'practice'>
  kind: 'staff' | 'token' | 'operator' | 'system'
  staff: Id<'staff'> | null
  session: Id<'session'> | null
  name: string
  permissions: ReadonlySet<string> | 'all'
}

/** The assembled program: what every command may lean on. Made once at start, never changed. */
export type App = {
  db: Database
  clock: Clock
  log: Log
  features: readonly Feature[]
  operations: ReadonlyMap<string, Operation>
  carriers: readonly PatientCarrier[]
  /** Names of events that somebody subscribes to; others are not put into the job queue. */
  subscribed: ReadonlySet<string>
  dataFolder: string
  outside: Outside
}

/** First argument of everything that runs for somebody: its practice, its moment, its transaction. */
export type Context = {
  app: App
  caller: Caller
  practice: Id<'practice'>
  now: Temporal.Instant
  sql: Sql
  requestId: string
  /** Notes which patients this concerns, for the audit line and "who looked". Everything shown must be named here. */
  concerns(patients: Iterable<Id<'patient'>>, subject?: Record<string, unknown>): void
  /** Adds an event: written in this transaction, told to browsers and subscribers after the commit. Ids and codes only. */
  emit(name: string, facts: Record<string, unknown>): void
  /** Adds a job for the worker, in this transaction. `key` replaces a waiting job of the same key. */
  later(task: string, payload: Record<string, unknown>, ask?: { at?: Temporal.Instant; key?: string }): void
  may(permission: string): boolean
}

export type CommandOperation = {
  contract: CommandContract
  constraints: Readonly<Record<string, RefusalType>>
  /** Statements of this command are planned once and not at each call: right only where every value leads to the same plan (ids, one day). */
  steadyPlans: boolean
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

/** A job that waits for somebody outside, and so opens its own short transactions instead of holding one all the while. */
export type OutsideJob = {
  task: string
  run(app: App, practice: Id<'practice'>, payload: Record<string, unknown>): Promise<void>
}

/** Reacts to another feature's event, after its commit, at least once. */
type Subscription = {
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

/** Work that lasts as long as the worker: connections that are kept. Started with it, and stopped before the database is let go. */
export type Standing = {
  name: string
  start(app: App): { stop(): Promise<void> }
}

/** What another program tells us at an address of its own (a webhook): the raw body, since its signature is made over the bytes. Nobody is signed in. */
export type Hook = {
  /** Route with one or more parameters: '/hooks/phone/:system'. */
  route: string
  /** Bytes a body may have at most. */
  bodyLimit: number
  hear(
    app: App,
    request: {
      parameters: Readonly<Record<string, string>>
      header(name: string): string | undefined
      body: Buffer
    },
  ): Promise<{ status: number; headers?: Record<string, string>; body: string }>
}

/** A page outside the contracts, for programs that speak another language than ours (a calendar program): its address is its key. */
export type Page = {
  /** Route with one or more parameters: '/calendar/:token'. */
  route: string
  read(
    app: App,
    request: { parameters: Readonly<Record<string, string>>; header(name: string): string | undefined },
  ): Promise<{ status: number; headers: Record<string, string>; body: string }>
}

/** Everything a feature brings: its `routes.ts` exports one of these. */
export type Feature = {
  name: string
  operations: readonly Operation[]
  jobs?: readonly Job[]
  outsideJobs?: readonly OutsideJob[]
  subscriptions?: readonly Subscription[]
  carriers?: readonly PatientCarrier[]
  chores?: readonly Chore[]
  pages?: readonly Page[]
  /** Addresses besides ours that a page in the browser may connect to: origins, 'wss://phone.example.org'. */
  pagesConnectTo?: (app: App) => Promise<string[]>
  standing?: readonly Standing[]
  hooks?: readonly Hook[]
}
