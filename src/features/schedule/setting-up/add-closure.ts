import { newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { leftOutsideBy } from './outside-now.ts'

/** Closes the practice or one location. A closure wins over everything, extra hours too. Visits already booked stay and are named. */
export const addClosure = command(contract.addClosure, {
  async run(ctx, input) {
    const id = newId<'closure'>(ctx.now.epochMilliseconds)
    const last = input.to ?? input.from
    const [place] = await ctx.sql`
      select ${input.location ?? null}::uuid where ${input.location ?? null}::uuid is null
          or exists (select from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = ${input.location ?? null}::uuid)`
    if (!place) throw notFound({ what: 'location' })
    const outsideNow = await leftOutsideBy(
      ctx,
      { providers: null, from: input.from, to: last },
      () => ctx.sql`
        insert into schedule.closure (practice_id, id, location_id, on_date, until_date, from_time, to_time, name)
        values (${ctx.practice}::uuid, ${id}::uuid, ${input.location ?? null}::uuid, ${input.from}::date, ${last}::date, ${input.fromTime ?? null}::time,
                ${input.toTime ?? null}::time, ${input.name})`,
    )
    ctx.emit('schedule.template-changed', { closure: id })
    return { closure: id, outsideNow }
  },
})
