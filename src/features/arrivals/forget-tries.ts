import type { App } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'

/** Forgets tries at kiosks that no limit looks at any more. */
export async function forgetOldTries(app: App): Promise<void> {
  const before = app.clock.now().subtract({ hours: 24 }).toString()
  await sqlOn(app.db.owner)`delete from arrivals.kiosk_try where at < ${before}::timestamptz`
}
