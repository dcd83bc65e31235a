import type { Id } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { keepItem } from './keep-item.ts'
import { requireKnown } from './standing.ts'

/** Puts a closed row back on its list, due now. */
export const reopenItem = command(contract.reopenItem, {
  async run(ctx, input) {
    await requireKnown(ctx, input.list, input.item)
    const [row] = await ctx.sql<{ patient: Id<'patient'>; version: number; state: string }>`
      select w.patient_id as patient, w.version, w.state from worklists.work_item w
       where w.practice_id = ${ctx.practice}::uuid and w.list = ${input.list} and w.id = ${input.item}::uuid
         for update`
    if (row?.state !== 'closed') throw contract.notClosed()
    const nextAt = ctx.now.toString()
    const version = await keepItem(
      ctx,
      { list: input.list, item: input.item, patient: row.patient, version: row.version },
      { state: 'open', nextAt },
      { what: 'reopened' },
    )
    return { list: input.list, item: input.item, state: 'open' as const, nextAt, version }
  },
})
