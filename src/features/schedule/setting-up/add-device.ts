import { newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Adds a device; its name is given once among those of the location in use. */
export const addDevice = command(contract.addDevice, {
  constraints: { device_by_name: contract.deviceExists },
  async run(ctx, input) {
    const id = newId<'device'>(ctx.now.epochMilliseconds)
    const [made] = await ctx.sql<{ id: string }>`
      insert into schedule.device (practice_id, id, location_id, name, kind)
      select l.practice_id, ${id}::uuid, l.id, ${input.name}, ${input.kind}
        from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = ${input.location}::uuid
      returning id`
    if (!made) throw notFound({ what: 'location' })
    ctx.emit('schedule.resource-changed', { device: id })
    return { id, location: input.location, name: input.name, kind: input.kind, retired: false }
  },
})
