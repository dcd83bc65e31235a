import { type Id, newId } from '../../core/id.ts'
import { defaultPermissions } from '../../platform/app.ts'
import type { App, Caller, Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/transaction.ts'

const roleNames: Record<string, string> = {
  secretary: 'Secretary',
  biller: 'Biller',
  provider: 'Provider',
  manager: 'Manager',
  'privacy-officer': 'Privacy officer',
}

/** Founds a practice with its built-in roles, as the operator: for the set-up page, the demo clinic and tests. `then` runs in the
 *  same transaction, so that a practice without its first people never stands. */
export async function foundPractice<T>(
  app: App,
  ask: { id?: Id<'practice'>; name: string; zone: string },
  then: (ctx: Context, roles: Record<string, Id<'role'>>) => Promise<T>,
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
  return inTransaction(app, caller, `found-${practice}`, async ctx => {
    await ctx.sql`insert into practice.practice (practice_id, name, zone, created_at) values (${practice}, ${ask.name}, ${ask.zone}, ${ctx.now.toString()})`
    const permissions = defaultPermissions(app)
    const roles: Record<string, Id<'role'>> = {}
    for (const [key, name] of Object.entries(roleNames)) {
      const id = newId<'role'>()
      roles[key] = id
      await ctx.sql`insert into practice.role (practice_id, id, key, name) values (${practice}, ${id}, ${key}, ${name})`
      await ctx.sql`
        insert into practice.role_permission (practice_id, role_id, permission)
        select ${practice}, ${id}, unnest(${permissions[key] ?? []}::text[])`
    }
    return then(ctx, roles)
  })
}
