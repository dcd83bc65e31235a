import type { OutputOf } from '../../core/contract.ts'
import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

type Setting = OutputOf<typeof contract.setting>

/** How long sounds are kept and whether calls are recorded; before anybody said so, ninety days and never. */
export async function settingOf(ctx: Context): Promise<Setting> {
  const [row] = await ctx.sql<Setting>`
    select keep_days as "keepDays", record_calls as "recordCalls", consent_line as "consentLine"
      from voicemail.setting where practice_id = ${ctx.practice}`
  return row ?? { keepDays: 90, recordCalls: false, consentLine: '' }
}

/** How long sounds are kept, and whether calls are recorded. */
export const setting = query(contract.setting, ctx => settingOf(ctx))
