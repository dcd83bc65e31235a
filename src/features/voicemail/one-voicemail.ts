import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { readVoicemails } from './read-voicemails.ts'

/** One spoken message and what was done about it. */
export const oneVoicemail = query(contract.oneVoicemail, async (ctx, input) => {
  const known = await ctx.sql`
    select 1 from voicemail.voicemail where practice_id = ${ctx.practice} and id = ${input.voicemail} and kind = 'voicemail'`
  if (known.length === 0) throw notFound({ what: 'voicemail' })
  return (await readVoicemails(ctx, [input.voicemail]))[0]!
})
