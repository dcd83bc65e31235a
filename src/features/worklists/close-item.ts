import { command } from '../../platform/feature.ts'
import { claimItem, letGo } from './claim.ts'
import * as contract from './contract.ts'
import { keepItem, requireSeen } from './keep-item.ts'
import { rulesOf } from './rules.ts'
import { requireItem } from './standing.ts'

/** Takes a row off its list. What was closed because nobody answered comes back to be looked at. */
export const closeItem = command(contract.closeItem, {
  async run(ctx, input) {
    await requireItem(ctx, input.list, input.item)
    await claimItem(ctx, input.list, input.item)
    const row = await requireItem(ctx, input.list, input.item)
    const was = { list: row.list, item: row.item, patient: row.patient_id, version: row.version }
    await requireSeen(ctx, was, input.seen)
    const today = ctx.now.toZonedDateTimeISO(row.zone).toPlainDate()
    const review = input.reviewOn
      ? Temporal.PlainDate.from(input.reviewOn)
      : input.reason === 'no-answer'
        ? today.add({ months: (await rulesOf(ctx)).review_months })
        : null
    const nextAt = review?.toZonedDateTime(row.zone).toInstant().toString() ?? null
    const version = await keepItem(
      ctx,
      was,
      { state: 'closed', closedReason: input.reason, nextAt },
      { what: 'closed', note: input.note },
    )
    await letGo(ctx, row.list, row.item)
    return { list: row.list, item: row.item, state: 'closed' as const, nextAt, version }
  },
})
