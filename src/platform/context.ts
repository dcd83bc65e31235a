import type { Id } from '../core/id.ts'
import type { Clock } from './clock.ts'
import type { Database, Sql } from './database.ts'
import type { Feature, Operation, PatientCarrier } from './feature.ts'
import type { Log } from './log.ts'

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
