import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { alreadyEnded, type Kind, type RowState } from './contract.ts'

/** What happened to a row, as its facts name it. */
type What =
  | 'found'
  | 'moved'
  | 'told'
  | 'to-call'
  | 'no-answer'
  | 'voicemail'
  | 'agreed'
  | 'declined'
  | 'kept'
  | 'cancelled'
  | 'moved-elsewhere'
  | 'over'
  | 'taken-back'
  | 'moved-back'
  | 'put-back'
  | 'caught-up'

export type Settled = 'moved' | 'cancelled' | 'kept' | 'taken-back' | 'moved-back' | 'caught-up' | 'over'

export type Row = {
  appointment_id: Id<'appointment'>
  patient_id: Id<'patient'>
  old_starts_at: string
  old_provider_id: Id<'provider'> | null
  state: RowState
  settled: Settled | null
  moved_version: number | null
  told_minutes: number | null
  told_how: string | null
  claimed_by: string | null
  claimed_by_name: string | null
  claimed_until: string | null
}

export type Head = {
  id: Id<'disruption'>
  kind: Kind
  provider_id: Id<'provider'> | null
  room_id: Id<'room'> | null
  location_id: Id<'location'> | null
  starts_at: string
  ends_at: string
  minutes: number | null
  exceptions: Id<'schedule-exception'>[]
  closures: Id<'closure'>[]
  block_id: Id<'block'> | null
  reported_at: string
  ended_at: string | null
  ended_how: string | null
}

/** The disruption itself, read so that its end and a step on its list do not pass each other: `for key share`, or `for update` to end it. */
export async function requireDisruption(ctx: Context, id: Id<'disruption'>, ending = false): Promise<Head> {
  const [head] = ending
    ? await ctx.sql<Head>`
        select d.id, d.kind, d.provider_id, d.room_id, d.location_id, d.starts_at, d.ends_at, d.minutes, d.exceptions, d.closures, d.block_id,
               d.reported_at, d.ended_at, d.ended_how
          from disruption.disruption d where d.practice_id = ${ctx.practice}::uuid and d.id = ${id}::uuid
           for update`
    : await ctx.sql<Head>`
        select d.id, d.kind, d.provider_id, d.room_id, d.location_id, d.starts_at, d.ends_at, d.minutes, d.exceptions, d.closures, d.block_id,
               d.reported_at, d.ended_at, d.ended_how
          from disruption.disruption d where d.practice_id = ${ctx.practice}::uuid and d.id = ${id}::uuid
           for share`
  if (!head) throw notFound({ what: 'disruption' })
  return head
}

/** The same, refused if it is over. */
export async function requireGoingOn(ctx: Context, id: Id<'disruption'>, ending = false): Promise<Head> {
  const head = await requireDisruption(ctx, id, ending)
  if (head.ended_at) throw alreadyEnded({ how: head.ended_how })
  return head
}

/** Rows of a list, locked in the order of their ids, so that of two desks that work on the same ones the second sees what the first has done.
 *  Null: all rows. An appointment that is not on the list is refused as not found. */
export async function lockRows(
  ctx: Context,
  disruption: Id<'disruption'>,
  appointments: readonly string[] | null,
): Promise<Map<string, Row>> {
  const rows = await ctx.sql<Row>`
    select a.appointment_id, a.patient_id, a.old_starts_at, a.old_provider_id, a.state, a.settled, a.moved_version, a.told_minutes, a.told_how,
           a.claimed_by, a.claimed_by_name, a.claimed_until
      from disruption.affected a
     where a.practice_id = ${ctx.practice}::uuid and a.disruption_id = ${disruption}::uuid
       and (${appointments}::uuid[] is null or a.appointment_id = any(${appointments}::uuid[]))
     order by a.appointment_id
       for update`
  const found = new Map(rows.map(row => [row.appointment_id as string, row]))
  if (appointments?.some(one => !found.has(one))) throw notFound({ what: 'appointment' })
  ctx.concerns(
    rows.map(row => row.patient_id),
    { disruption },
  )
  return found
}

/** Who else has the row in hand at this moment; null: nobody. */
export const otherHands = (ctx: Context, row: Row): { by: string; until: string } | null =>
  row.claimed_until !== null &&
  row.claimed_by !== ctx.caller.staff &&
  Temporal.Instant.compare(Temporal.Instant.from(row.claimed_until), ctx.now) > 0
    ? { by: row.claimed_by_name ?? '', until: row.claimed_until }
    : null

export type Step = {
  what: What
  state: RowState
  settled?: Settled
  /** The visit's version after our own change; null: it stands where it was. Left out: as before. */
  movedVersion?: number | null
  toldHow?: string
  toldMinutes?: number
  attempt?: boolean
}

/** Takes one step of a row: its state and the fact that says who and when, in one statement. */
export async function stepRow(
  ctx: Context,
  disruption: Id<'disruption'>,
  appointment: Id<'appointment'>,
  step: Step,
): Promise<void> {
  await ctx.sql`
    with changed as (
      update disruption.affected a
         set seq = a.seq + 1, state = ${step.state}, settled = ${step.settled ?? null},
             state_since = case when a.state = ${step.state} then a.state_since else ${ctx.now.toString()}::timestamptz end,
             moved_version = case when ${step.movedVersion !== undefined}::boolean then ${step.movedVersion ?? null}::int else a.moved_version end,
             told_how = coalesce(${step.toldHow ?? null}, a.told_how), told_minutes = coalesce(${step.toldMinutes ?? null}::int, a.told_minutes),
             attempts = a.attempts + ${step.attempt ? 1 : 0}::int,
             last_attempt = case when ${step.attempt ?? false}::boolean then ${step.what} else a.last_attempt end,
             claimed_by = null, claimed_by_name = null, claimed_until = null
       where a.practice_id = ${ctx.practice}::uuid and a.disruption_id = ${disruption}::uuid and a.appointment_id = ${appointment}::uuid
      returning a.practice_id, a.disruption_id, a.appointment_id, a.seq, a.state
    )
    insert into disruption.affected_fact (practice_id, disruption_id, appointment_id, seq, what, state, at, by_staff, by_name)
    select practice_id, disruption_id, appointment_id, seq, ${step.what}, state, ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid,
           ${ctx.caller.name}
      from changed`
  ctx.emit('disruption.row-changed', { disruption, appointment })
}

/** Ends a disruption; its rows are the caller's. */
export async function endHead(
  ctx: Context,
  disruption: Id<'disruption'>,
  how: 'settled' | 'taken-back' | 'caught-up' | 'replaced',
): Promise<void> {
  await ctx.sql`
    update disruption.disruption d
       set ended_at = ${ctx.now.toString()}::timestamptz, ended_how = ${how}, ended_by_name = ${ctx.caller.name}
     where d.practice_id = ${ctx.practice}::uuid and d.id = ${disruption}::uuid`
  ctx.emit('disruption.disruption-changed', { disruption })
}
