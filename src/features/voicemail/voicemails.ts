import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { readVoicemails } from './read-voicemails.ts'

/** Spoken messages that wait, oldest first, or that are settled, newest first. */
export const voicemails = query(contract.voicemails, async (ctx, input) => {
  const rows =
    input.state === 'open'
      ? await ctx.sql<{ id: string }>`
          select id from voicemail.voicemail
           where practice_id = ${ctx.practice} and kind = 'voicemail' and settled_at is null
           order by received_at, id limit ${input.limit + 1}`
      : await ctx.sql<{ id: string }>`
          select id from voicemail.voicemail
           where practice_id = ${ctx.practice} and kind = 'voicemail' and settled_at is not null
           order by settled_at desc, id limit ${input.limit + 1}`
  const ids = rows.slice(0, input.limit).map(row => row.id)
  return { voicemails: await readVoicemails(ctx, ids), more: rows.length > input.limit }
})
