import type pg from 'pg'
import type { Database } from './database.ts'

/** What was told after a commit: the practice, the event's name and its facts, ids and codes only. */
export type Told = { practice: string; name: string; facts: Record<string, unknown> }

/** Hears every event of the database on a connection of its own, which is made again when it is lost. `again` is called each time that has
 *  happened: what was told in between is unknown. Fails if it cannot listen at all. */
export async function hearEvents(
  db: Database,
  name: string,
  on: { told(event: Told): void; again(): void },
): Promise<{ close(): Promise<void> }> {
  let closing = false
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | undefined
  const listen = async () => {
    const next = db.openSession({ role: 'anteroom_app', name })
    const lost = () => {
      if (closing || client !== next) return
      client = null
      retry = setTimeout(again, 500)
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', message => on.told(JSON.parse(message.payload ?? '{}') as Told))
    await next.connect()
    await next.query('listen anteroom_event')
    client = next
  }
  const again = () => {
    if (closing) return
    listen().then(on.again, () => {
      retry = setTimeout(again, 1_000)
    })
  }
  await listen()
  return {
    async close() {
      closing = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
