import type { Id } from '../../core/id.ts'
import { notFound, refusal } from '../../core/refusal.ts'
import type { App, Caller } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import { hashPassword } from '../../platform/password.ts'
import { auditLine, inTransaction, refusalFor } from '../../platform/transaction.ts'
import { addPerson, emailTaken } from './contract.ts'
import { putPerson } from './person.ts'

/** More than one practice here: the operator must name one. */
const namePractice = refusal('practice.name-one', 'invalid')

/** Who sits at the machine itself; everything done so is written down as the operator's. */
export const operatorOf = (practice: Id<'practice'>): Caller => ({
  practice,
  kind: 'operator',
  staff: null,
  session: null,
  name: 'Operator',
  permissions: 'all',
})

/** The practice the operator means: the named one, or the only one. Throws `platform.not-found` or `practice.name-one`. */
export async function practiceForOperator(app: App, named?: Id<'practice'>): Promise<Id<'practice'>> {
  const rows = await sqlOn(app.db.owner)<{ id: Id<'practice'>; name: string }>`
    select practice_id as id, name from practice.practice
     where ${named ?? null}::uuid is null or practice_id = ${named ?? null}::uuid order by created_at limit 50`
  if (rows.length === 0) throw notFound({ what: 'practice' })
  if (rows.length > 1) throw namePractice({ practices: rows })
  return rows[0]!.id
}

/** Adds a person from the operator's tool. `roles` are keys of roles ('secretary'). The password must be changed at the first sign-in.
 *  Throws `practice.email-taken`, `platform.not-found` (role or practice), `practice.name-one`. */
export async function addPersonAsOperator(
  app: App,
  ask: { name: string; email: string; roles: readonly string[]; password: string; practice?: Id<'practice'> },
): Promise<{ id: Id<'staff'>; practice: Id<'practice'> }> {
  const practice = await practiceForOperator(app, ask.practice)
  const input = addPerson.input.omit({ roles: true }).parse(ask)
  const hash = await hashPassword(input.password)
  try {
    return await inTransaction(app, operatorOf(practice), 'operator', async (ctx, notes) => {
      const roles = await ctx.sql<{ id: Id<'role'>; key: string }>`
        select id, key from practice.role where practice_id = ${practice} and key = any (${ask.roles}::text[])`
      const unknown = ask.roles.filter(key => !roles.some(role => role.key === key))
      if (unknown.length > 0) throw notFound({ what: 'role', roles: unknown })
      const id = await putPerson(ctx, { ...input, roles: roles.map(role => role.id), hash, mustChange: true })
      ctx.concerns([], { staff: id })
      ctx.emit('practice.person-changed', { staff: id })
      notes.ending.line = auditLine(ctx, addPerson.name, notes, 'done', null)
      return { id, practice }
    })
  } catch (error) {
    throw refusalFor(error, { staff_practice_id_email_key: emailTaken })
  }
}
