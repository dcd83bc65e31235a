import type { Contract, InputOf, OutputOf } from '../../core/contract.ts'
import { type Id, newId } from '../../core/id.ts'
import { operatorOf } from '../../features/practice/index.ts'
import type { App } from '../../platform/context.ts'
import { perform } from '../../platform/perform.ts'

/** Runs a command or query of the screens as the operator, through the same door: checked, audited, refused the same way. */
export async function askAsOperator<C extends Contract>(
  app: App,
  contract: C,
  practice: Id<'practice'>,
  input: InputOf<C>,
): Promise<OutputOf<C>> {
  const operation = app.operations.get(contract.name)
  if (!operation || 'open' in operation) throw new Error(`${contract.name} is not an operation of this program`)
  const answer = await perform(app, operation, {
    caller: operatorOf(practice),
    input,
    requestId: `operator-${newId()}`,
  })
  return answer as OutputOf<C>
}

/** Ids and names of the practices here, or of the named one alone. */
export async function practicesHere(app: App, named?: Id<'practice'>): Promise<{ id: Id<'practice'>; name: string }[]> {
  const { rows } = await app.db.owner.query<{ id: Id<'practice'>; name: string }>(
    `select practice_id as id, name from practice.practice
      where $1::uuid is null or practice_id = $1::uuid order by created_at, practice_id`,
    [named ?? null],
  )
  return rows
}
