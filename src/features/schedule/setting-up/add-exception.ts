import { addDays } from '../../../core/calendar-day.ts'
import { newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { leftOutsideBy } from './outside-now.ts'

/** Away, in a meeting, or extra hours. Visits already booked stay where they are; those now outside the hours are named, to be moved by somebody. */
export const addException = command(contract.addException, {
  async run(ctx, input) {
    const id = newId<'schedule-exception'>(ctx.now.epochMilliseconds)
    const location = input.kind === 'open' ? (input.location ?? null) : null
    const weekdays = input.weekdays ? [...new Set(input.weekdays)].sort() : null
    const [known] = await ctx.sql<{ provider: boolean; location: boolean }>`
      select exists (select from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.provider}::uuid) as provider,
             ${input.location ?? null}::uuid is null or exists (
               select from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = ${input.location ?? null}::uuid) as location`
    if (!known!.provider) throw notFound({ what: 'provider' })
    if (!known!.location) throw notFound({ what: 'location' })
    const last = input.to ?? input.from
    // What begins in the evening may leave visits of the next morning outside.
    const night = input.fromTime !== undefined && input.toTime! <= input.fromTime
    const ask = { providers: [input.provider], from: input.from, to: night ? addDays(last, 1) : last }
    const outsideNow = await leftOutsideBy(
      ctx,
      ask,
      () => ctx.sql`
        insert into schedule.hours_exception (practice_id, id, provider_id, kind, location_id, on_date, until_date, from_time, to_time, reason, weekdays,
               entered_at)
        values (${ctx.practice}::uuid, ${id}::uuid, ${input.provider}::uuid, ${input.kind}, ${location}::uuid, ${input.from}::date, ${last}::date,
                ${input.fromTime ?? null}::time, ${input.toTime ?? null}::time, ${input.reason}, ${weekdays}::int[],
                ${ctx.now.toString()}::timestamptz)`,
    )
    ctx.emit('schedule.template-changed', { provider: input.provider, exception: id })
    return { exception: id, outsideNow }
  },
})
