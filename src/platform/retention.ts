import type { App } from './context.ts'
import { sqlOn } from './database.ts'

/** Throws away what has served: answers of idempotency keys after 48 hours, events (they have long been told) after seven days, counts of
 *  requests after an hour. The audit trail is never touched. Run by the worker as a chore. */
export async function forgetServed(app: App): Promise<void> {
  const sql = sqlOn(app.db.owner)
  const now = app.clock.now()
  await sql`delete from platform.idempotency where at < ${now.subtract({ hours: 48 }).toString()}::timestamptz`
  await sql`delete from platform.event where at < ${now.subtract({ hours: 7 * 24 }).toString()}::timestamptz`
  await sql`delete from platform.request_count where minute < ${Math.floor(now.epochMilliseconds / 60_000) - 60}::bigint`
}
