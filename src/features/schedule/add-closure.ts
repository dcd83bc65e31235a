import { newId } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { outsideNow } from './outside-now.ts'

/** Closes the practice or one location. A closure wins over everything, extra hours too. Visits already booked stay and are named. */
export const addClosure = command(contract.addClosure, {
  async run(ctx, input) {
    const id = newId<'closure'>(ctx.now.epochMilliseconds)
    const [made] = await ctx.sql<{ id: string }>`
      insert into schedule.closure (practice_id, id, location_id, on_date, until_date, from_time, to_time, name)
      select ${ctx.practice}::uuid, ${id}::uuid, ${input.location ?? null}::uuid, ${input.from}::date, ${input.to ?? input.from}::date,
             ${input.fromTime ?? null}::time, ${input.toTime ?? null}::time, ${input.name}
       where ${input.location ?? null}::uuid is null
          or exists (select from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = ${input.location ?? null}::uuid)
      returning id`
    if (!made) throw notFound({ what: 'location' })
    const outside = await outsideNow(ctx, { providers: null, from: input.from, to: input.to ?? input.from })
    ctx.emit('schedule.template-changed', { closure: id })
    return { closure: id, outsideNow: outside }
  },
})
