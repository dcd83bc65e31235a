import type { OutputOf } from '../../core/contract.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

type Box = OutputOf<typeof contract.mailboxes>['mailboxes'][number]

/** The mailboxes that are read, and what is wrong with them. */
export const mailboxes = query(contract.mailboxes, async ctx => ({
  mailboxes: await ctx.sql<Box>`
    select id as mailbox, name, host, port, secure, user_name as user, folder, checked_at as "checkedAt",
           failing_since as "failingSince", fault
      from voicemail.mailbox where practice_id = ${ctx.practice} and ended_at is null order by name, id`,
}))
