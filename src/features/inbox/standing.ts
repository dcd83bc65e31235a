import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { allowedKinds } from './allowed.ts'
import { type inboxRow, itemGone } from './contract.ts'
import type { Kind } from './contract-sources.ts'

type Wire = z.input<typeof inboxRow>
type Item = Id<'inbox-item'>

/** A row of the inbox with the names a screen shows. */
export type Standing = {
  kind: Kind
  item: Item
  turn: number
  total: number
  rank: number
  who: string
  what: string
  number: string | null
  since: string
  due_at: string
  overdue: boolean
  urgency: 1 | 2 | 3
  to_kind: Wire['to']['kind']
  to_id: string | null
  to_name: string | null
  facts: Wire['facts']
  held_by: Id<'staff'> | null
  held_name: string | null
  held_until: string | null
  snoozed_until: string | null
  snooze_reason: NonNullable<Wire['snoozed']>['reason'] | null
  snooze_note: string | null
  snoozed_by: string | null
  patient_id: Id<'patient'> | null
  patient_name: string | null
  birth_date: string | null
  chart_number: string | null
}

const urgencies = { 1: 'urgent', 2: 'soon', 3: 'normal' } as const

export const rowOf = (ctx: Context, row: Standing): Wire => ({
  kind: row.kind,
  item: row.item,
  turn: row.turn,
  rank: row.rank,
  patient: row.patient_id
    ? { id: row.patient_id, name: row.patient_name!, birthDate: row.birth_date, chartNumber: row.chart_number }
    : null,
  who: row.who,
  what: row.what,
  number: row.number,
  since: row.since,
  dueAt: row.due_at,
  overdue: row.overdue,
  urgency: urgencies[row.urgency],
  to: { kind: row.to_kind, id: row.to_id, name: row.to_name ?? '' },
  heldBy: row.held_by
    ? { staff: row.held_by, name: row.held_name!, until: row.held_until, mine: row.held_by === ctx.caller.staff }
    : null,
  snoozed: row.snoozed_until
    ? { until: row.snoozed_until, reason: row.snooze_reason!, note: row.snooze_note!, by: row.snoozed_by! }
    : null,
  facts: row.facts,
})

/** What a deed needs of a row. */
type Named = { kind: Kind; item: Item; patient: Id<'patient'> | null; since: string }

/** A row that is in the inbox now, asleep or not. Throws notFound for what is none of this practice's or not for this person's eyes, itemGone
 *  for what was there once. */
export async function requireItem(ctx: Context, kind: Kind, item: Item): Promise<Named> {
  const kinds = allowedKinds(ctx).filter(one => one === kind)
  const [row] = await ctx.sql<Named>`
    select g.kind, g.item, g.patient_id as patient, g.since
      from inbox.gather(${kinds}::text[], ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid) g
     where g.item = ${item}::uuid`
  if (!row) {
    await requireKnown(ctx, kind, item)
    throw itemGone()
  }
  ctx.concerns(row.patient ? [row.patient] : [], { kind, item })
  return row
}

/** Something of this practice that is, or once was, a row of that kind; else notFound. */
export async function requireKnown(ctx: Context, kind: Kind | undefined, item: Item): Promise<void> {
  const kinds = allowedKinds(ctx).filter(one => !kind || one === kind)
  const [known] = await ctx.sql<{ patient: Id<'patient'> | null }>`
    select c.patient_id as patient from calls.call c where c.practice_id = ${ctx.practice}::uuid and c.id = ${item}::uuid and ${kinds}::text[] && array['ringing', 'missed']
    union all
    select m.patient_id from calls.message m where m.practice_id = ${ctx.practice}::uuid and m.id = ${item}::uuid and ${kinds}::text[] && array['message', 'call-back']
    union all
    select a.patient_id from schedule.appointment a where a.practice_id = ${ctx.practice}::uuid and a.id = ${item}::uuid and 'waiting' = any(${kinds}::text[])
    union all
    select k.patient_id from arrivals.walk_in k where k.practice_id = ${ctx.practice}::uuid and k.id = ${item}::uuid and 'walk-in' = any(${kinds}::text[])
    union all
    select o.patient_id from waitlist.offer o where o.practice_id = ${ctx.practice}::uuid and o.id = ${item}::uuid and 'offer' = any(${kinds}::text[])
    union all
    select v.patient_id from worklists.visit_order v where v.practice_id = ${ctx.practice}::uuid and v.id = ${item}::uuid and 'order' = any(${kinds}::text[])
    union all
    select q.patient_id from worklists.visit_request q where q.practice_id = ${ctx.practice}::uuid and q.id = ${item}::uuid and 'request' = any(${kinds}::text[])
    union all
    select u.patient_id from outreach.patient_message u where u.practice_id = ${ctx.practice}::uuid and u.id = ${item}::uuid and 'undelivered' = any(${kinds}::text[])
    union all
    select s.patient_id from voicemail.voicemail s where s.practice_id = ${ctx.practice}::uuid and s.id = ${item}::uuid and 'voicemail' = any(${kinds}::text[])`
  if (!known) throw notFound({ what: 'inbox-item' })
  ctx.concerns(known.patient ? [known.patient] : [], { kind, item })
}
