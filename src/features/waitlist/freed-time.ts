import type { OutputOf } from '../../core/contract.ts'
import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { query } from '../../platform/feature.ts'
import { reachOf, wayOf } from '../outreach/index.ts'
import { type Candidate, candidatesFor } from './candidates.ts'
import * as contract from './contract.ts'
import { readFreed } from './read-freed.ts'

type Answer = OutputOf<typeof contract.freedTime>

/** One freed time with everybody it concerns. Who would come next is worked out now, not when it was found. */
export const freedTime = query(contract.freedTime, async (ctx, input) => {
  const [time] = await readFreed(ctx, { time: input.time, limit: 1 })
  if (!time) throw notFound({ what: 'freed-time' })
  const candidates =
    time.state === 'open'
      ? await candidatesFor(ctx, {
          id: time.id,
          provider_id: time.provider,
          location_id: time.location,
          zone: time.zone,
          starts_at: time.startsAt,
          ends_at: time.endsAt,
          state: time.state,
          runs: time.runs,
          manner: time.manner,
        })
      : []
  const offers = await offersOf(ctx, time.id)
  const lines: Answer['candidates'] = []
  for (const one of candidates.slice(0, 50)) lines.push(await lineOf(ctx, one))
  ctx.concerns([...offers.map(offer => offer.patient), ...candidates.map(one => one.wish.patient)])
  return {
    time,
    offers,
    candidates: lines,
    now: ctx.now.toString(),
  }
})

async function lineOf(ctx: Context, { wish, span, reasons }: Candidate): Promise<Answer['candidates'][number]> {
  return {
    wish: wish.id,
    patient: wish.patient,
    patientName: wish.patientName,
    what: wish.what,
    startsAt: span.startsAt,
    endsAt: span.endsAt,
    visitStartsAt: wish.visit?.startsAt ?? null,
    urgency: wish.urgency,
    reasons,
    how: wayOf(ctx, await reachOf(ctx, wish.patient)),
    note: wish.note,
  }
}

type OfferRow = {
  id: Id<'offer'>
  wish_id: Id<'wish'>
  patient_id: Id<'patient'>
  patient_name: string
  phone: string | null
  what: string
  starts_at: string
  ends_at: string
  state: Answer['offers'][number]['state']
  why: string
  how: Answer['offers'][number]['how']
  offered_at: string
  offered_by_name: string
  expires_at: string
  answered_at: string | null
  answered_by: 'link' | 'desk' | null
}

async function offersOf(ctx: Context, time: string): Promise<Answer['offers']> {
  const rows = await ctx.sql<OfferRow>`
    select o.id, o.wish_id, o.patient_id, concat_ws(', ', p.family, nullif(p.given, '')) as patient_name,
           (select n.e164 from patients.phone n where n.practice_id = p.practice_id and n.patient_id = p.id order by n.place limit 1) as phone,
           t.name as what, o.starts_at, o.ends_at, o.state, o.why, o.how, o.offered_at, o.offered_by_name, o.expires_at, o.answered_at, o.answered_by
      from waitlist.offer o
      join patients.patient p on p.practice_id = o.practice_id and p.id = o.patient_id
      join schedule.visit_type t on t.practice_id = o.practice_id and t.id = o.visit_type_id
     where o.practice_id = ${ctx.practice} and o.freed_id = ${time}::uuid
     order by o.state <> 'open', o.offered_at desc, o.id desc`
  return rows.map(row => ({
    id: row.id,
    wish: row.wish_id,
    patient: row.patient_id,
    patientName: row.patient_name,
    phone: row.phone,
    what: row.what,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    state: row.state,
    why: row.why,
    how: row.how,
    offeredAt: row.offered_at,
    offeredBy: row.offered_by_name,
    expiresAt: row.expires_at,
    answeredAt: row.answered_at,
    answeredBy: row.answered_by,
  }))
}
