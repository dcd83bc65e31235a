import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lateProviders } from './late-now.ts'

const iso = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString()

/** Computed at each asking from what has begun and what has ended, so that it goes back as the provider catches up. */
export const knockOn = query(contract.knockOn, async ctx => {
  const late = await lateProviders(ctx, null)
  ctx.concerns(late.flatMap(one => one.visits.map(visit => visit.patient)))
  return {
    now: ctx.now.toString(),
    late: late
      .filter(one => !one.over)
      .map(one => ({
        disruption: one.disruption,
        provider: one.provider,
        providerName: one.providerName,
        minutes: one.minutes,
        caughtUpAt: one.caughtUpAt,
        overrunMinutes: one.overrunMinutes,
        visits: one.visits.map(visit => ({
          appointment: visit.id as Id<'appointment'>,
          startsAt: iso(visit.startsAt),
          expectedAt: iso(visit.expectedAt),
          minutes: visit.delay,
          toldMinutes: visit.told,
        })),
      })),
  }
})
