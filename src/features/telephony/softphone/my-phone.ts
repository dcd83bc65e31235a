import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { ownExtension } from './softphone-row.ts'

/** Whether there is a telephone for the caller at all: a desk without one loads nothing of it. */
export const myPhone = query(contract.myPhone, async ctx => {
  const rows = await ctx.sql<{ here: number }>`
    select 1 as here from telephony.softphone where practice_id = ${ctx.practice} and active`
  return { extension: await ownExtension(ctx), softphone: rows.length > 0 }
})
