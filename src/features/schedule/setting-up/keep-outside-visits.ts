import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Somebody has looked: these visits stay outside the hours. That holds for the time they have now; moved elsewhere they are looked at anew. */
export const keepOutsideVisits = command(contract.keepOutsideVisits, {
  async run(ctx, input) {
    const ids = [...new Set(input.appointments)]
    const visits = await ctx.sql<{ id: string; patient_id: Id<'patient'> }>`
      select a.id, a.patient_id from schedule.appointment a
       where a.practice_id = ${ctx.practice}::uuid and a.id = any(${ids}::uuid[])`
    if (visits.length < ids.length) throw notFound({ what: 'appointment' })
    ctx.concerns(
      visits.map(visit => visit.patient_id),
      { list: 'outside-hours' },
    )
    const changed = input.keep
      ? await ctx.sql`
          insert into schedule.kept_outside (practice_id, provider_id, location_id, starts_at, ends_at, at, by_name)
          select distinct a.practice_id, a.provider_id, a.location_id, a.starts_at, a.ends_at, ${ctx.now.toString()}::timestamptz, ${ctx.caller.name}::text
            from schedule.appointment a
           where a.practice_id = ${ctx.practice}::uuid and a.id = any(${ids}::uuid[]) and a.origin = 'desk'
          on conflict do nothing returning starts_at`
      : await ctx.sql`
          delete from schedule.kept_outside k using schedule.appointment a
           where k.practice_id = ${ctx.practice}::uuid and a.practice_id = k.practice_id and a.id = any(${ids}::uuid[])
             and k.provider_id = a.provider_id and k.location_id = a.location_id and k.starts_at = a.starts_at and k.ends_at = a.ends_at
          returning k.starts_at`
    ctx.emit('schedule.outside-kept', { visits: ids.length })
    return { changed: changed.length }
  },
})
