import type { Id } from '../../core/id.ts'
import type { App } from '../../platform/context.ts'

/** Ids and names of the practices here, or of the named one alone. */
export async function practicesHere(app: App, named?: Id<'practice'>): Promise<{ id: Id<'practice'>; name: string }[]> {
  const { rows } = await app.db.owner.query<{ id: Id<'practice'>; name: string }>(
    `select practice_id as id, name from practice.practice
      where $1::uuid is null or practice_id = $1::uuid order by created_at, practice_id`,
    [named ?? null],
  )
  return rows
}
