import { notAhead } from '../../core/not-ahead.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { takeIn } from './take-in.ts'

/** Brings in a spoken message by hand or from a phone system. */
export const giveVoicemail = command(contract.giveVoicemail, {
  run: async (ctx, input) =>
    takeIn(ctx, {
      kind: 'voicemail',
      sound: Buffer.from(input.sound, 'base64'),
      from: input.from ?? null,
      line: input.line ?? null,
      at: notAhead(input.at, ctx.now),
      externalId: input.externalId ?? null,
    }),
})
