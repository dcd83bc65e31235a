import type { OutputOf } from '../../../core/contract.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Changes what is given and leaves the rest. Visits that have a retired device keep it. */
export const changeDevice = command(contract.changeDevice, {
  constraints: { device_by_name: contract.deviceExists },
  async run(ctx, input) {
    const [device] = await ctx.sql<OutputOf<typeof contract.changeDevice>>`
      update schedule.device d
         set name = coalesce(${input.name ?? null}::text, d.name), kind = coalesce(${input.kind ?? null}::text, d.kind),
             retired_at = case when ${input.retired ?? null}::boolean is null then d.retired_at
                               when ${input.retired ?? null}::boolean then coalesce(d.retired_at, ${ctx.now.toString()}::timestamptz) end
       where d.practice_id = ${ctx.practice}::uuid and d.id = ${input.device}::uuid
      returning d.id, d.location_id as location, d.name, d.kind, d.retired_at is not null as retired`
    if (!device) throw notFound({ what: 'device' })
    ctx.emit('schedule.resource-changed', { device: input.device })
    return device
  },
})
