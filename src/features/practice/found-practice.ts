import { type Id, newId } from '../../core/id.ts'
import { defaultPermissions } from '../../platform/app.ts'
import type { App, Caller, Context } from '../../platform/context.ts'
import { inTransaction, type Notes } from '../../platform/transaction.ts'
import { notEmpty } from './contract.ts'

const roleNames: Record<string, string> = {
  secretary: 'Secretary',
  biller: 'Biller',
  provider: 'Provider',
  manager: 'Manager',
  'privacy-officer': 'Privacy officer',
}

/** Founds a practice with its built-in roles, as the operator: for the set-up page, the demo clinic and tests. `then` runs in the
 *  same transaction, so that a practice without its first people never stands. With `onlyIfEmpty` the first one wins and any other,
 *  also one at the same moment, is refused. */
export async function foundPractice<T>(
  app: App,
  ask: { id?: Id<'practice'>; name: string; zone: string; demo?: boolean },
  then: (ctx: Context, roles: Record<string, Id<'role'>>, notes: Notes) => Promise<T>,
  only: { onlyIfEmpty?: boolean } = {},
): Promise<T> {
  const practice = ask.id ?? newId<'practice'>()
  const caller: Caller = {
    practice,
    kind: 'operator',
    staff: null,
    session: null,
    name: 'Operator',
    permissions: 'all',
  }
  return inTransaction(app, caller, `found-${practice}`, async (ctx, notes) => {
    if (only.onlyIfEmpty) {
      await ctx.sql`select pg_advisory_xact_lock(hashtext('anteroom.set-up'))`
      // Asked after the lock and in a statement of its own, so that it sees what the winner has committed.
      const [found] = await ctx.sql<{ empty: boolean }>`select empty from practice.installation()`
      if (!found!.empty) throw notEmpty()
    }
    await ctx.sql`
      insert into practice.practice (practice_id, name, zone, demo, created_at)
      values (${practice}, ${ask.name}, ${ask.zone}, ${ask.demo ?? false}, ${ctx.now.toString()})`
    const permissions = defaultPermissions(app)
    const roles: Record<string, Id<'role'>> = {}
    for (const [key, name] of Object.entries(roleNames)) {
      const id = newId<'role'>()
      roles[key] = id
      await ctx.sql`insert into practice.role (practice_id, id, key, name) values (${practice}, ${id}, ${key}, ${name})`
      await ctx.sql`
        insert into practice.role_permission (practice_id, role_id, permission)
        select ${practice}::uuid, ${id}::uuid, unnest(${permissions[key] ?? []}::text[])`
    }
    return then(ctx, roles, notes)
  })
}
