import type { Id } from '../../../core/id.ts'
import { wallClock } from '../../../core/time.ts'
import type { App } from '../../../platform/context.ts'
import { asSystem } from '../../../platform/transaction.ts'
import { fitNoShowRisk, keptModel, tellRisks } from './risk-fit.ts'

/** Hours of the night in which a practice's model is fitted, on its own clock. */
const night = { from: 1, to: 5 }
/** Later than this it is fitted by day as well: a machine that sleeps at night shall not go without. */
const stale_hours = 48

/** Fits each practice's model once a night and tells the coming visits their risk every hour: bookings and confirmations change it. */
export async function keepNoShowRisk(app: App): Promise<void> {
  const { rows } = await app.db.owner.query<{ id: Id<'practice'>; zone: string }>(
    'select practice_id as id, zone from practice.practice',
  )
  for (const { id, zone } of rows) {
    try {
      await asSystem(app, id, 'schedule.keep-no-show-risk', async ctx => {
        const model = await keptModel(ctx)
        const hours = model
          ? ctx.now.since(Temporal.Instant.from(model.fitted_at)).total('hours')
          : Number.POSITIVE_INFINITY
        const hour = Number(wallClock(ctx.now, zone).time.slice(0, 2))
        const due = hours >= stale_hours || (hours >= 20 && hour >= night.from && hour < night.to)
        await (due ? fitNoShowRisk(ctx) : tellRisks(ctx))
      })
    } catch (error) {
      app.log.error('schedule.no-show-risk', error)
    }
  }
}
