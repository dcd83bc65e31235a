import { wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import type { VisitHere } from './visit-here.ts'

export type Stage = 'roomed' | 'with-provider' | 'checkout'
type StageFact = { seq: number; stage: Stage; undoes: number | null }

/** Stages of one stay in the room that still count, in order: a fact that takes another back removes it and counts itself for nothing. */
export function standing(facts: readonly StageFact[]): StageFact[] {
  const undone = new Set(facts.map(fact => fact.undoes))
  return facts.filter(fact => fact.undoes === null && !undone.has(fact.seq))
}

/** Every fact of the visit's present stay in the room, and the number the next one gets. The visit's row must be locked. */
export async function stagesOf(ctx: Context, visit: VisitHere): Promise<{ facts: StageFact[]; next: number }> {
  const rows = await ctx.sql<StageFact & { counts: boolean }>`
    select f.seq, f.stage, f.undoes, f.since = ${visit.stateSince}::timestamptz as counts
      from arrivals.stage_fact f
     where f.practice_id = ${ctx.practice}::uuid and f.appointment_id = ${visit.id}::uuid
     order by f.seq`
  return { facts: rows.filter(row => row.counts), next: (rows.at(-1)?.seq ?? 0) + 1 }
}

/** Adds a stage to the visit's stay in the room, and tells the boards. */
export async function addStage(
  ctx: Context,
  visit: VisitHere,
  fact: { seq: number; stage: Stage; undoes: number | null },
): Promise<void> {
  await ctx.sql`
    insert into arrivals.stage_fact (practice_id, appointment_id, seq, since, stage, undoes, at, by_kind, by_staff, by_name)
    values (${ctx.practice}::uuid, ${visit.id}::uuid, ${fact.seq}, ${visit.stateSince}::timestamptz, ${fact.stage}, ${fact.undoes}::int,
            ${ctx.now.toString()}::timestamptz, ${ctx.caller.kind}, ${ctx.caller.staff}::uuid, ${ctx.caller.name})`
  ctx.emit('arrivals.stage-changed', { appointment: visit.id, date: wallClock(visit.startsAt, visit.zone).date })
}
