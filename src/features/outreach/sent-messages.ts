import { isUuid } from '../../core/id.ts'
import { invalidInput, notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lineOf, type MessageRow } from './message-line.ts'

/** A page of messages, newest first. */
export const sentMessages = query(contract.sentMessages, async (ctx, input) => {
  if (input.patient) {
    const known = await ctx.sql`
      select 1 from patients.patient where practice_id = ${ctx.practice} and id = ${input.patient}`
    if (known.length === 0) throw notFound({ what: 'patient' })
    ctx.concerns([input.patient])
  }
  const [beforeAt = null, beforeId = null] = input.before ? input.before.split(' ') : []
  if (beforeAt !== null && (!isUuid(beforeId ?? '') || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(beforeAt))) {
    throw invalidInput({ fields: [{ path: 'before', message: 'must be what next said', code: 'custom' }] })
  }
  const rows = await ctx.sql<MessageRow>`
    select m.id, m.patient_id, concat_ws(', ', p.family, nullif(p.given, '')) as patient_name, m.purpose, m.channel, m.address, m.language,
           m.subject, m.state, m.why, m.tries, m.queued_at, m.next_at, m.sent_at, m.dealt_at, m.told_by_name
      from outreach.patient_message m
      join patients.patient p on p.practice_id = m.practice_id and p.id = m.patient_id
     where m.practice_id = ${ctx.practice}
       and (${input.patient ?? null}::uuid is null or m.patient_id = ${input.patient ?? null}::uuid)
       and (${input.only} = 'all' or (m.state in ('failed', 'unknown') and m.dealt_at is null))
       and (${beforeAt}::timestamptz is null or (m.queued_at, m.id) < (${beforeAt}::timestamptz, ${beforeId}::uuid))
     order by m.queued_at desc, m.id desc limit ${input.limit + 1}`
  const [count] = await ctx.sql<{ work: number }>`
    select count(*) as work from outreach.patient_message
     where practice_id = ${ctx.practice} and state in ('failed', 'unknown') and dealt_at is null`
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  ctx.concerns(page.map(row => row.patient_id))
  return {
    messages: page.map(lineOf),
    next: rows.length > page.length && last ? `${last.queued_at} ${last.id}` : null,
    work: count!.work,
    mail: ctx.app.outside.smtpUrl ? ('smtp' as const) : ('folder' as const),
    texts: ctx.app.outside.textUrl !== null,
  }
})
