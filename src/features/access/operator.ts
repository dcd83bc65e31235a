import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { App } from '../../platform/context.ts'
import { auditLine, inTransaction } from '../../platform/transaction.ts'
import { operatorOf, practiceForOperator } from '../practice/index.ts'
import { createToken } from './contract.ts'
import { openToken } from './session-row.ts'

/** Makes an API token for a person from the operator's tool: the only way to make one for somebody else. Without a scope it may do what
 *  the person may. Throws `platform.not-found` (person or practice) or `practice.name-one`. */
export async function createTokenAsOperator(
  app: App,
  ask: { email: string; days: number; scope?: readonly string[]; label?: string; practice?: Id<'practice'> },
): Promise<{ id: Id<'session'>; token: string; expiresAt: string }> {
  const practice = await practiceForOperator(app, ask.practice)
  const { days, label } = createToken.input
    .omit({ scope: true })
    .parse({ days: ask.days, label: ask.label ?? 'Operator' })
  const scope = ask.scope?.length ? createToken.input.shape.scope.parse(ask.scope) : null
  return inTransaction(app, operatorOf(practice), 'operator', async (ctx, notes) => {
    const [person] = await ctx.sql<{ id: Id<'staff'> }>`
      select id from practice.staff where practice_id = ${practice} and email = ${ask.email.trim().toLowerCase()} and left_at is null`
    if (!person) throw notFound({ what: 'staff' })
    const token = await openToken(ctx, { staff: person.id, label, scope, days })
    ctx.concerns([], { staff: person.id, token: token.id, scope, days })
    notes.ending.line = auditLine(ctx, createToken.name, notes, 'done', null)
    return token
  })
}
