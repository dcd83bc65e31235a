import { type Id, newId } from '../../../core/id.ts'
import { Refusal } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { queueForAll } from './queue.ts'
import { type Prepared, prepareVisit, writeVisit } from './write-visit.ts'

type Failed = { visit: number; code: string; facts: Refusal['facts'] }

/** All or none, in one transaction. Every visit is tried even if an earlier one failed, so that all conflicts are named at once. */
export const bookTogether = command(contract.bookTogether, {
  constraints: { appointment_seat: contract.groupFull },
  async run(ctx, input) {
    const failed: Failed[] = []
    /** What a visit may fail in; unknown ids, wrong input and lacking rights concern the whole. */
    const attempt = async <T>(visit: number, run: () => Promise<T>): Promise<T | null> => {
      try {
        return await run()
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
        failed.push({ visit, code: error.code, facts: error.facts })
        return null
      }
    }
    const prepared: (Prepared | null)[] = []
    for (const [n, visit] of input.visits.entries()) prepared.push(await attempt(n, () => prepareVisit(ctx, visit)))
    await queueForAll(
      ctx,
      prepared.flatMap(each => (each ? [each.place] : [])),
      [],
    )
    const bundle: Id<'bundle'> = newId(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into schedule.bundle (practice_id, id, kind, rule, made_at, made_by, made_by_name)
      values (${ctx.practice}::uuid, ${bundle}::uuid, ${input.kind}, ${input.rule || null}, ${ctx.now.toString()}::timestamptz,
              ${ctx.caller.staff}::uuid, ${ctx.caller.name})`
    const visits: contract.Visit[] = []
    for (const [n, each] of prepared.entries()) {
      const visit = each && (await attempt(n, () => writeVisit(ctx, each, bundle)))
      if (visit) visits.push(visit)
    }
    if (failed.length > 0) throw contract.togetherFailed({ failed: failed.toSorted((a, b) => a.visit - b.visit) })
    return { bundle, visits }
  },
})
