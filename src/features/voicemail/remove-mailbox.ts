import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Reads a mailbox no more; what came from it stays. Its password is forgotten. */
export const removeMailbox = command(contract.removeMailbox, {
  async run(ctx, input) {
    const done = await ctx.sql`
      update voicemail.mailbox set ended_at = coalesce(ended_at, ${ctx.now.toString()}::timestamptz), sealed_password = ''
       where practice_id = ${ctx.practice} and id = ${input.mailbox} returning 1`
    if (done.length === 0) throw notFound({ what: 'mailbox' })
    ctx.emit('voicemail.mailbox-changed', { mailbox: input.mailbox })
    return { mailbox: input.mailbox }
  },
})
