import { addDays } from '../../../core/calendar-day.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { boardZone } from './board-zone.ts'
import { sheetVisits } from './sheet-visits.ts'

/** The day for paper. Everybody on it is named in the audit line: a printed sheet is a look at every one of them. */
export const daySheet = query(contract.daySheet, async (ctx, input) => {
  const zone = await boardZone(ctx, input.location ?? null)
  const [practice] = await ctx.sql<{ name: string; providers: number }>`
    select p.name, (select count(*)::int from practice.provider v where v.practice_id = p.practice_id and v.id = any(${input.providers ?? []}::uuid[])) as providers
      from practice.practice p where p.practice_id = ${ctx.practice}::uuid`
  if (input.providers && practice!.providers < new Set(input.providers).size) throw notFound({ what: 'provider' })
  const visits = await sheetVisits(ctx, {
    from: input.date,
    to: addDays(input.date, input.days - 1),
    location: input.location ?? null,
    providers: input.providers ?? null,
  })
  ctx.concerns(
    visits.map(visit => visit.patient),
    { date: input.date, days: input.days },
  )
  return { practice: practice!.name, date: input.date, days: input.days, zone, madeAt: ctx.now.toString(), visits }
})
