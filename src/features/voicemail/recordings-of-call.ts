import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { readVoicemails } from './read-voicemails.ts'

/** Recordings of one call, in their order. */
export const recordingsOfCall = query(contract.recordingsOfCall, async (ctx, input) => {
  const known = await ctx.sql`select 1 from calls.call where practice_id = ${ctx.practice} and id = ${input.call}`
  if (known.length === 0) throw notFound({ what: 'call' })
  const rows = await ctx.sql<{ id: string }>`
    select id from voicemail.voicemail
     where practice_id = ${ctx.practice} and call_id = ${input.call} and kind = 'recording' order by received_at, id`
  return {
    recordings: await readVoicemails(
      ctx,
      rows.map(row => row.id),
    ),
  }
})
