import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Sets the whole at once. The database keeps calls from being recorded without a sentence that says so. */
export const changeSetting = command(contract.changeSetting, {
  constraints: { recording_needs_consent: contract.consentMissing },
  async run(ctx, input) {
    await ctx.sql`
      insert into voicemail.setting (practice_id, keep_days, record_calls, consent_line)
      values (${ctx.practice}, ${input.keepDays}, ${input.recordCalls}, ${input.consentLine})
      on conflict (practice_id) do update
        set keep_days = excluded.keep_days, record_calls = excluded.record_calls, consent_line = excluded.consent_line`
    ctx.emit('voicemail.setting-changed', {})
    return input
  },
})
