import type { FastifyRequest } from 'fastify'
import { networkOf } from '../../core/network.ts'
import { tooManyRequests } from '../../core/refusal.ts'
import type { App } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import type { SignedIn } from '../../platform/session.ts'

/** Each process adds its count to the shared one once in so many requests: two processes agree to within that, at a twentieth of the writes. */
const BATCH = 20

type Count = { minute: number; here: number; unsent: number; shared: number }

/** Limits requests a minute for each session, or each subscriber's network where nobody is signed in; the count is shared by all web processes. */
export function makeRateLimit(app: App, perMinute: number) {
  const counts = new Map<string, Count>()
  return async (request: FastifyRequest, who: SignedIn | null): Promise<void> => {
    const key = who ? `s:${who.session}` : `a:${networkOf(request.ip)}`
    const seconds = Math.floor(app.clock.now().epochMilliseconds / 1000)
    const minute = Math.floor(seconds / 60)
    let count = counts.get(key)
    if (count?.minute !== minute) {
      if (counts.size > 10_000) counts.clear()
      count = { minute, here: 0, unsent: 0, shared: 0 }
      counts.set(key, count)
    }
    count.unsent++
    if (count.unsent >= BATCH) {
      const sent = count.unsent
      count.unsent = 0
      const rows = await sqlOn(app.db.app)<{ count: number }>`
        insert into platform.request_count (who, minute, count) values (${key}, ${minute}, ${sent})
        on conflict (who, minute) do update set count = platform.request_count.count + excluded.count
        returning count`
      count.shared = rows[0]!.count
    }
    if (count.shared + count.unsent > perMinute) throw tooManyRequests({ retryAfterSeconds: 60 - (seconds % 60) })
  }
}
