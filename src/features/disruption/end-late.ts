import type { Id } from '../../core/id.ts'
import type { App, Context } from '../../platform/context.ts'
import { asSystem } from '../../platform/transaction.ts'
import { lateProviders } from './late-now.ts'
import { endHead, lockRows, requireDisruption, stepRow } from './rows.ts'

/** Ends lateness that is caught up, or whose day is over. */
export async function endLateOf(ctx: Context): Promise<number> {
  const late = await lateProviders(ctx, null)
  let ended = 0
  for (const one of late.filter(each => each.over)) {
    const head = await requireDisruption(ctx, one.disruption, true)
    if (head.ended_at) continue
    for (const row of (await lockRows(ctx, one.disruption, null)).values()) {
      if (row.state === 'done') continue
      await stepRow(ctx, one.disruption, row.appointment_id, { what: 'caught-up', state: 'done', settled: 'caught-up' })
    }
    await endHead(ctx, one.disruption, 'caught-up')
    ended++
  }
  return ended
}

/** Looks through all practices that have somebody late. */
export async function endLate(app: App): Promise<void> {
  const { rows } = await app.db.owner.query<{ practice_id: Id<'practice'> }>(
    `select distinct practice_id from disruption.disruption where kind = 'provider-late' and ended_at is null`,
  )
  for (const { practice_id } of rows) await asSystem(app, practice_id, 'disruption.end-late', endLateOf)
}
