import { wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import type { VisitHere } from './visit-here.ts'

export type Word = 'on-the-way' | 'late' | 'in-the-car' | 'nothing'

/** Minutes meant by "late" where none are said. */
const usualLate = 15

/** Writes down what the patient told of coming to this start of the visit. The visit's row must be locked. */
export async function addWord(
  ctx: Context,
  visit: VisitHere,
  said: { word: Word; minutes?: number | undefined; note?: string | undefined },
): Promise<void> {
  const minutes = said.word === 'late' ? (said.minutes ?? usualLate) : null
  await ctx.sql`
    insert into arrivals.word_fact (practice_id, appointment_id, seq, word, minutes, note, starts_at, at, by_kind, by_staff, by_name)
    select ${ctx.practice}::uuid, ${visit.id}::uuid, coalesce(max(f.seq), 0) + 1, ${said.word}, ${minutes}::int, ${said.note ?? ''},
           ${visit.startsAt}::timestamptz, ${ctx.now.toString()}::timestamptz, ${ctx.caller.kind}, ${ctx.caller.staff}::uuid, ${ctx.caller.name}
      from arrivals.word_fact f
     where f.practice_id = ${ctx.practice}::uuid and f.appointment_id = ${visit.id}::uuid`
  ctx.emit('arrivals.word-changed', { appointment: visit.id, date: wallClock(visit.startsAt, visit.zone).date })
}

/** The last word to this start of the visit. */
export async function wordOf(ctx: Context, visit: VisitHere): Promise<Word> {
  const [row] = await ctx.sql<{ word: Word; starts_at: string }>`
    select f.word, f.starts_at from arrivals.word_fact f
     where f.practice_id = ${ctx.practice}::uuid and f.appointment_id = ${visit.id}::uuid
     order by f.seq desc limit 1`
  return row && row.starts_at === visit.startsAt ? row.word : 'nothing'
}
