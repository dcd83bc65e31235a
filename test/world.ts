import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, inject, onTestFinished } from 'vitest'
import type { InputOf, OutputOf, RoleKey } from '../src/core/contract.ts'
import { type Id, newId } from '../src/core/id.ts'
import { foundPractice } from '../src/features/practice/found-practice.ts'
import { assembleApp, defaultPermissions } from '../src/platform/app.ts'
import type { App, Caller, Context } from '../src/platform/context.ts'
import type { CommandOperation, QueryOperation } from '../src/platform/feature.ts'
import { perform } from '../src/platform/perform.ts'
import { tokenHash } from '../src/platform/session.ts'
import { inTransaction } from '../src/platform/transaction.ts'
import { features } from '../src/servers/features.ts'
import { cloneDatabase } from './test-database.ts'

/** Tuesday, the day before Thanksgiving week's holiday: a plain working day, 10:07 in New York (the desk's picture in the design). */
export const WORLD_NOW = Temporal.Instant.from('2026-11-24T15:07:00Z')

type Typed = { contract: CommandOperation['contract'] | QueryOperation['contract'] }

export type Person = {
  caller: Caller
  /** Runs a command or query as this person; `key` is the idempotency key. */
  do<O extends Typed>(
    operation: O,
    input: InputOf<O['contract']>,
    ask?: { key?: string; why?: string },
  ): Promise<OutputOf<O['contract']>>
}

export type World = {
  app: App
  practice: Id<'practice'>
  clock: { now(): Temporal.Instant; set(to: Temporal.Instant | string): void; advance(by: Temporal.DurationLike): void }
  /** A person with exactly the permissions of one built-in role. */
  as(role: RoleKey): Person
  /** A script's bearer token of the person with that role; with 'everything', of the manager who then holds every role. */
  token(role: RoleKey | 'everything'): Promise<string>
  /** Runs statements as the application's role inside the practice, in one committed transaction. */
  inside<T>(run: (ctx: Context) => Promise<T>): Promise<T>
  /** Runs statements as the database's owner, past every wall. */
  asOwner<Row>(text: string, values?: unknown[]): Promise<Row[]>
  /** A second practice in the same database, with people of its own. */
  neighbour(): Promise<World>
}

const roles: RoleKey[] = ['secretary', 'biller', 'provider', 'manager', 'privacy-officer']

/** Opens one fictional practice in a database of its own; it is dropped after the file, or after the test that opened it. */
export async function openWorld(ask: { max?: number } = {}): Promise<World> {
  const database = await cloneDatabase(inject('server'), ask)
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'anteroom-world-'))
  let now = WORLD_NOW
  const clock = {
    now: () => now,
    set(to: Temporal.Instant | string) {
      now = Temporal.Instant.from(to)
    },
    advance(by: Temporal.DurationLike) {
      now = now.add(by)
    },
  }
  const failures: unknown[] = []
  const log = {
    info() {},
    error: (_code: string, error: unknown) => void failures.push(error),
  } as unknown as App['log']
  const app = assembleApp({ db: database.db, clock, log, features, dataFolder })
  // Inside a test afterAll would never be called.
  const whenDone = expect.getState().currentTestName ? onTestFinished : afterAll
  whenDone(async () => {
    await database.drop()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  return settle(app, clock, 'Testing Street Family Medicine')
}

async function settle(app: App, clock: World['clock'], name: string): Promise<World> {
  const practice = newId<'practice'>()
  const people = await foundPractice(app, { id: practice, name, zone: 'America/New_York' }, async (ctx, roleIds) => {
    const made = new Map<string, Id<'staff'>>()
    for (const role of roles) {
      const id = newId<'staff'>()
      const email = `${role}.${id.slice(-6)}@example.org`
      await ctx.sql`insert into practice.staff (practice_id, id, name, email, created_at) values (${practice}, ${id}, ${`Test ${role}`}, ${email}, ${ctx.now.toString()})`
      await ctx.sql`insert into practice.staff_role (practice_id, staff_id, role_id) values (${practice}, ${id}, ${roleIds[role]!})`
      made.set(role, id)
    }
    return made
  })
  const permissions = defaultPermissions(app)
  const now = () => clock.now()
  const world: World = {
    app,
    practice,
    clock,
    as(role) {
      const caller: Caller = {
        practice,
        kind: 'staff',
        staff: people.get(role)!,
        session: null,
        name: `Test ${role}`,
        permissions: new Set(permissions[role] ?? []),
      }
      return {
        caller,
        do: (operation, input, more) =>
          perform(app, operation as unknown as CommandOperation, {
            caller,
            input,
            requestId: `test-${newId()}`,
            ...more,
          }) as never,
      }
    },
    async token(role) {
      const text = `test-token-${newId()}`
      const staff = people.get(role === 'everything' ? 'manager' : role)!
      const until = now().add({ hours: 9_000 }).toString()
      await world.inside(async ctx => {
        if (role === 'everything') {
          await ctx.sql`insert into practice.staff_role (practice_id, staff_id, role_id)
            select practice_id, ${staff}::uuid, id from practice.role on conflict do nothing`
        }
        await ctx.sql`insert into access.session (practice_id, id, staff_id, kind, token_hash, created_at, expires_at, seen_at)
          values (${practice}, ${newId()}, ${staff}, 'token', ${tokenHash(text)}, ${now().toString()}, ${until}, ${now().toString()})`
      })
      return text
    },
    inside: run =>
      inTransaction(
        app,
        { practice, kind: 'system', staff: null, session: null, name: 'Test', permissions: 'all' },
        'test',
        run,
      ),
    asOwner: async (text, values) => (await app.db.owner.query(text, values)).rows,
    neighbour: () => settle(app, clock, 'Neighbour Lane Clinic'),
  }
  return world
}
