import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import type { Channel } from './contract.ts'
import { type Reachable, wayToReach } from './way-to-reach.ts'

/** The languages messages are written in. */
export type Language = 'en' | 'es'

/** The language of these that somebody whose record says so is written to in: 'es', 'es-MX' and 'es-US' are Spanish. */
export const languageOf = (language: string): Language => (/^es\b/i.test(language) ? 'es' : 'en')

export type Reach = Reachable & { language: Language; firstName: string; practice: string }

/** How a patient is reached, in which language, and by what name. Throws notFound. */
export async function reachOf(ctx: Context, patient: Id<'patient'>): Promise<Reach> {
  const [row] = await ctx.sql<{
    email: string
    preferred_channel: Reachable['preferredChannel']
    may_text: boolean | null
    may_email: boolean | null
    deceased: boolean
    language: string
    first_name: string
    practice: string
    phones: { e164: string; mayText: boolean }[]
  }>`
    select p.email, p.preferred_channel, p.may_text, p.may_email, p.deceased_on is not null as deceased, p.language,
           coalesce(nullif(p.preferred_name, ''), nullif(p.given, ''), p.family) as first_name, h.name as practice,
           coalesce((select jsonb_agg(jsonb_build_object('e164', n.e164, 'mayText', n.may_text) order by n.place)
              from patients.phone n where n.practice_id = p.practice_id and n.patient_id = p.id), '[]'::jsonb) as phones
      from patients.patient p
      join practice.practice h on h.practice_id = p.practice_id
     where p.practice_id = ${ctx.practice} and p.id = ${patient}::uuid`
  if (!row) throw notFound({ what: 'patient' })
  return {
    email: row.email,
    preferredChannel: row.preferred_channel,
    mayText: row.may_text,
    mayEmail: row.may_email,
    deceased: row.deceased,
    phones: row.phones,
    language: languageOf(row.language),
    firstName: row.first_name,
    practice: row.practice,
  }
}

/** By which way a message would go now. */
export const wayOf = (ctx: Context, reach: Reach): Channel =>
  wayToReach(reach, { texts: ctx.app.outside.textUrl !== null }).how
