import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import type { App, Caller, Context } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import { tokenHash } from '../../platform/session.ts'
import { auditLine, inTransaction } from '../../platform/transaction.ts'
import { languageOf } from '../outreach/index.ts'
import { linkGone, type seeConfirmLink } from './contract.ts'

export type Linked = {
  link: Id<'confirm-link'>
  appointment: Id<'appointment'>
  patient: Id<'patient'>
  answer: 'come' | 'move' | null
  state: string
  practice: string
  phone: string | null
  startsAt: string
  zone: string
  location: string
  street: string | null
  language: string
}

/** Runs something for whoever holds a link, in the practice it leads to, with its line in the trail. Throws linkGone for a token that leads
 *  nowhere: unknown, or to a visit that is over, cancelled, or beyond being asked about. All of these read the same. */
export async function throughLink<T>(
  app: App,
  deed: string,
  token: string,
  requestId: string,
  run: (ctx: Context, linked: Linked) => Promise<T>,
): Promise<T> {
  const hash = tokenHash(token)
  const [found] = await sqlOn(app.db.app)<{ practice: Id<'practice'> | null }>`
    select worklists.practice_of_link(${hash}) as practice`
  if (!found?.practice) throw linkGone()
  const caller: Caller = {
    practice: found.practice,
    kind: 'system',
    staff: null,
    session: null,
    name: 'Patient, by link',
    permissions: new Set(),
  }
  return inTransaction(app, caller, requestId, async (ctx, notes) => {
    const linked = await linkedTo(ctx, hash)
    ctx.concerns([linked.patient], { appointment: linked.appointment })
    const answer = await run(ctx, linked)
    notes.ending.line = auditLine(ctx, deed, notes, 'done', null)
    return answer
  })
}

/** What stands behind a token now. The link is locked first and the rest read afterwards: who waits here for another press sees what came of it. */
async function linkedTo(ctx: Context, hash: Buffer): Promise<Linked> {
  await ctx.sql`
    select 1 from worklists.confirm_link k where k.practice_id = ${ctx.practice}::uuid and k.token_hash = ${hash} for update`
  const [row] = await ctx.sql<Linked>`
    select k.id as link, a.id as appointment, a.patient_id as patient, k.answer, a.state, h.name as practice, coalesce(l.phone, h.phone) as phone,
           a.starts_at as "startsAt", a.zone, l.name as location, nullif(concat_ws(', ', l.street, l.city), '') as street, p.language
      from worklists.confirm_link k
      join schedule.appointment a on a.practice_id = k.practice_id and a.id = k.appointment_id
      join practice.practice h on h.practice_id = k.practice_id
      join patients.patient p on p.practice_id = a.practice_id and p.id = a.patient_id
      left join practice.location l on l.practice_id = a.practice_id and l.id = a.location_id
     where k.practice_id = ${ctx.practice}::uuid and k.token_hash = ${hash}
       and a.state in ('booked', 'confirmed') and a.starts_at > ${ctx.now.toString()}::timestamptz`
  if (!row) throw linkGone()
  return row
}

/** What the page shows: no name, no kind of visit. */
export const wireOf = (linked: Linked): z.input<typeof seeConfirmLink.output> => ({
  practice: linked.practice,
  phone: linked.phone,
  startsAt: linked.startsAt,
  zone: linked.zone,
  location: linked.location ?? '',
  street: linked.street,
  language: linked.language === '' ? null : languageOf(linked.language),
  state: linked.answer === 'move' ? 'move-asked' : linked.state === 'confirmed' ? 'confirmed' : 'open',
})
