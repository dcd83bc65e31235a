import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lineOf, type MessageRow } from './message-line.ts'

/** One message with its text and its story. The link is not shown: it is the patient's. */
export const sentMessage = query(contract.sentMessage, async (ctx, input) => {
  const [row] = await ctx.sql<
    MessageRow & { body: string; has_link: boolean; facts: { what: string; at: string; why: string; by: string }[] }
  >`
    select m.id, m.patient_id, concat_ws(', ', p.family, nullif(p.given, '')) as patient_name, m.purpose, m.channel, m.address, m.language,
           m.subject, m.state, m.why, m.tries, m.queued_at, m.next_at, m.sent_at, m.dealt_at, m.told_by_name, m.body,
           m.sealed_link is not null as has_link,
           coalesce((select jsonb_agg(jsonb_build_object('what', f.what, 'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                              'why', f.why, 'by', f.by_name) order by f.seq)
              from outreach.patient_message_fact f where f.practice_id = m.practice_id and f.message_id = m.id), '[]'::jsonb) as facts
      from outreach.patient_message m
      join patients.patient p on p.practice_id = m.practice_id and p.id = m.patient_id
     where m.practice_id = ${ctx.practice} and m.id = ${input.message}`
  if (!row) throw notFound({ what: 'patient-message' })
  ctx.concerns([row.patient_id], { message: row.id })
  return { ...lineOf(row), body: row.body, hasLink: row.has_link, facts: row.facts }
})
