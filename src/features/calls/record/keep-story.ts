import { type Id, newId } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { countryOf } from '../../practice/index.ts'
import { settlesAt } from './call-row.ts'
import { callerNumber } from './caller-number.ts'
import { candidatesFor } from './candidates.ts'
import { joinOpened } from './join-out.ts'
import { ringsAtMost } from './ring.ts'

/** What a phone system has told of one call up to now, put together. Moments are never ahead of the clock. */
export type ToldCall = {
  direction: 'in' | 'out'
  line: string | null
  /** The other party, in any writing. */
  from: string | null
  rangAt: string
  answered: { at: string; staff: Id<'staff'> | null } | null
  endedAt: string | null
}

type Row = {
  id: Id<'call'>
  number: string | null
  taken_at: string | null
  taken_by: Id<'staff'> | null
  ended_at: string | null
  outcome: string | null
  closed_at: string | null
  closed_by: Id<'staff'> | null
  patient_id: Id<'patient'> | null
}

/** Makes the record of a call say what the phone system has told, whatever it said before: the same story leaves the same record, by
 *  whichever steps it became known. What a person did stays: who took the call first by hand has it, and what a person closed stays closed.
 *  `before` is the story as it was kept last, so that an answer of the phone system can be told from a person's. */
export async function keepCallStory(
  ctx: Context,
  externalId: string,
  told: ToldCall,
  before: ToldCall | null,
): Promise<Id<'call'>> {
  const other = callerNumber(told.from, await countryOf(ctx))
  const caller = told.direction === 'out' ? told.answered?.staff : null
  const placed = before?.direction === 'out' && before.from === told.from
  if (caller && other.number && !placed)
    await joinOpened(ctx, externalId, { ...told, number: other.number, staff: caller })
  const made = await ctx.sql<{ id: Id<'call'> }>`
    insert into calls.call (practice_id, id, direction, line, external_id, number, number_text, ringing_at)
    values (${ctx.practice}, ${newId<'call'>()}, ${told.direction}, ${told.line}, ${externalId}, ${other.number}, ${other.text}, ${told.rangAt}::timestamptz)
    on conflict on constraint call_external_id_once do nothing
    returning id`
  const row = await lockTold(ctx, externalId)
  // Told a day after its close, or again when what was told at first is no longer kept: the record stands.
  if (row.closed_at && Temporal.Instant.compare(ctx.now, settlesAt(row.closed_at)) >= 0) {
    ctx.concerns(row.patient_id ? [row.patient_id] : [], { call: row.id })
    return row.id
  }
  const next = nextOf(row, told, before)
  // Opened by hand before it was dialled: it has been a call from then on.
  const rangAt = told.direction === 'out' && next.taken_at ? earlier(next.taken_at, told.rangAt) : told.rangAt
  const learnt = made.length > 0 || told.from !== before?.from
  const number = learnt ? other.number : row.number
  const candidates =
    learnt || (next.taken_at && !row.taken_at)
      ? (await candidatesFor(ctx, number)).map(candidate => candidate.patient)
      : []
  const patient = row.patient_id ?? (next.taken_at && candidates.length === 1 ? candidates[0]! : null)
  const changed = await ctx.sql<{ id: Id<'call'> }>`
    update calls.call
       set direction = ${told.direction}, line = ${told.line}, ringing_at = ${rangAt}::timestamptz, number = ${number},
           number_text = case when ${learnt}::bool then ${other.text} else number_text end,
           taken_at = ${next.taken_at}::timestamptz, taken_by = ${next.taken_by}::uuid, ended_at = ${next.ended_at}::timestamptz,
           outcome = ${next.outcome}, closed_at = ${next.closed_at}::timestamptz, patient_id = ${patient}::uuid
     where practice_id = ${ctx.practice} and id = ${row.id}
       and (direction, line, ringing_at, number, taken_at, taken_by, ended_at, outcome, closed_at, patient_id) is distinct from
           (${told.direction}, ${told.line}, ${rangAt}::timestamptz, ${number}, ${next.taken_at}::timestamptz, ${next.taken_by}::uuid,
            ${next.ended_at}::timestamptz, ${next.outcome}, ${next.closed_at}::timestamptz, ${patient}::uuid)
    returning id`
  ctx.concerns(patient ? [patient, ...candidates] : candidates, { call: row.id })
  if (made[0]) {
    ctx.emit('calls.call-ringing', { call: row.id })
    if (!next.taken_at && !next.closed_at)
      ctx.later('calls.give-up', { call: row.id }, { at: ctx.now.add({ minutes: ringsAtMost }) })
  }
  if (next.taken_at && !row.taken_at) ctx.emit('calls.call-taken', { call: row.id })
  else if (next.closed_at && !row.closed_at) ctx.emit('calls.call-ended', { call: row.id })
  else if (changed[0]) ctx.emit('calls.call-changed', { call: row.id })
  return row.id
}

/** Reads the call of a phone system's id and keeps others from changing it; it is there. */
async function lockTold(ctx: Context, externalId: string): Promise<Row> {
  const rows = await ctx.sql<Row>`
    select id, number, taken_at, taken_by, ended_at, outcome, closed_at, closed_by, patient_id
      from calls.call where practice_id = ${ctx.practice} and external_id = ${externalId} for update`
  return rows[0]!
}

type Next = Pick<Row, 'taken_at' | 'taken_by' | 'ended_at' | 'outcome' | 'closed_at'>

/** What becomes of who took the call and how it ended. */
function nextOf(row: Next & Pick<Row, 'closed_by'>, told: ToldCall, before: ToldCall | null): Next {
  const { taken_at, taken_by, ended_at, outcome, closed_at } = row
  const byHand = taken_at !== null && !isAnswerOf(before, row)
  const taken =
    !told.answered || (byHand && !sameCallOut(row, told))
      ? { taken_at, taken_by }
      : { taken_at: byHand ? earlier(taken_at, told.answered.at) : told.answered.at, taken_by: told.answered.staff }
  // A call that was closed by a person, or by what a person said came of it.
  if (closed_at && (row.closed_by || outcome !== 'abandoned')) return { ...taken, ended_at, outcome, closed_at }
  if (taken.taken_at) return { ...taken, ended_at: told.endedAt, outcome: null, closed_at: null }
  // Given up by the program after a while, and the phone system has still told no end: it stays so.
  if (closed_at && !told.endedAt) return { ...taken, ended_at, outcome, closed_at }
  return { ...taken, ended_at: told.endedAt, outcome: told.endedAt ? 'abandoned' : null, closed_at: told.endedAt }
}

/** A call out that its maker opened by hand as well: theirs from the first that is known of it. */
const sameCallOut = (row: Pick<Row, 'taken_by'>, told: ToldCall) =>
  told.direction === 'out' && told.answered?.staff === row.taken_by

const earlier = (one: string, other: string): string => (Temporal.Instant.compare(one, other) <= 0 ? one : other)

function isAnswerOf(before: ToldCall | null, row: Pick<Row, 'taken_at' | 'taken_by'>): boolean {
  if (!before?.answered || !row.taken_at) return false
  return row.taken_by === before.answered.staff && Temporal.Instant.compare(row.taken_at, before.answered.at) === 0
}
