import type { OutputOf } from '../../../core/contract.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

type Device = OutputOf<typeof contract.listDevices>['devices'][number]

/** Devices by name. */
export const listDevices = query(contract.listDevices, async (ctx, input) => {
  const { location = null } = input
  if (location) {
    const [known] = await ctx.sql`
      select l.id from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = ${location}::uuid`
    if (!known) throw notFound({ what: 'location' })
  }
  const devices = await ctx.sql<Device>`
    select d.id, d.location_id as location, d.name, d.kind, d.retired_at is not null as retired
      from schedule.device d
     where d.practice_id = ${ctx.practice}::uuid and (${input.retired}::boolean or d.retired_at is null)
       and (${location}::uuid is null or d.location_id = ${location}::uuid)
     order by d.retired_at is not null, lower(d.kind), lower(d.name), d.id`
  return { devices }
})
