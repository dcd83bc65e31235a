import type { OutputOf } from '../../../core/contract.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

type Keeping = OutputOf<typeof contract.eventKeeping>

/** How long events are kept here. */
export async function keepingOf(ctx: Context): Promise<Keeping> {
  const [row] = await ctx.sql<Keeping>`
    select days from telephony.event_keeping where practice_id = ${ctx.practice}`
  return row ?? { days: contract.usualEventDays }
}

/** How long events are kept here. */
export const eventKeeping = query(contract.eventKeeping, ctx => keepingOf(ctx))
