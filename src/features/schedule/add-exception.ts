import { newId } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { outsideNow } from './outside-now.ts'

/** Away, or extra hours. Visits already booked stay where they are; those now outside the hours are named, to be moved by somebody. */
export const addException = command(contract.addException, {
  async run(ctx, input) {
    const id = newId<'schedule-exception'>(ctx.now.epochMilliseconds)
    const [made] = await ctx.sql<{ made: boolean; provider: boolean }>`
      with here as (
        select exists (select from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.provider}::uuid) as provider,
               ${input.location ?? null}::uuid is null or exists (
                 select from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = ${input.location ?? null}::uuid) as location
      ),
      made as (
        insert into schedule.hours_exception (practice_id, id, provider_id, kind, location_id, on_date, until_date, from_time, to_time, reason)
        select ${ctx.practice}::uuid, ${id}::uuid, ${input.provider}::uuid, ${input.kind}, ${input.location ?? null}::uuid, ${input.from}::date,
               ${input.to ?? input.from}::date, ${input.fromTime ?? null}::time, ${input.toTime ?? null}::time, ${input.reason}
          from here where here.provider and here.location
        returning id
      )
      select exists (select from made) as made, here.provider from here`
    if (!made!.made) throw notFound({ what: made!.provider ? 'location' : 'provider' })
    const outside = await outsideNow(ctx, { providers: [input.provider], from: input.from, to: input.to ?? input.from })
    ctx.emit('schedule.template-changed', { provider: input.provider, exception: id })
    return { exception: id, outsideNow: outside }
  },
})
